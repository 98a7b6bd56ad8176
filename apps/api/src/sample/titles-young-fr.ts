import type { TitleBlock } from './title-lines.ts';

/** Children's books and comics in French. */
export const YOUNG_FR: readonly TitleBlock[] = [
  {
    shelf: 'children',
    kind: 'book',
    language: 'fre',
    lines: `
Histoires ou contes du temps passé | Perrault, Charles | Paris: Claude Barbin | 1697 | Contes; Fées; Enfance
La Belle et la Bête | Leprince de Beaumont, Jeanne-Marie | Londres: Haberkorn | 1756 | Contes; Amour; Magie
Les Malheurs de Sophie | Ségur, Comtesse de | Paris: Hachette | 1859 | Roman jeunesse; Enfance; Bêtises
Sans famille | Malot, Hector | Paris: Dentu | 1878 | Roman jeunesse; Orphelins; Voyages
Le Tour de la France par deux enfants | Bruno, G. | Paris: Belin | 1877 | Roman jeunesse; France; École
Les Contes du chat perché | Aymé, Marcel | Paris: Gallimard | 1934 | Contes; Animaux; Campagne
Histoire de Babar | Brunhoff, Jean de | Paris: Jardin des modes | 1931 | Album; Éléphants; Enfance
Le Petit Prince | Saint-Exupéry, Antoine de | Paris: Gallimard | 1999 | Conte; Amitié; Planètes | series=Folio; isbn=9782070408504
Le Petit Nicolas | Goscinny, René; Sempé, Jean-Jacques | Paris: Denoël | 1960 | Roman jeunesse; École; Humour | series=Le Petit Nicolas, 1
Les Récrés du Petit Nicolas | Goscinny, René; Sempé, Jean-Jacques | Paris: Denoël | 1961 | Roman jeunesse; École; Humour | series=Le Petit Nicolas, 2
Les Trois Brigands | Ungerer, Tomi | Paris: L’École des loisirs | 1968 | Album; Brigands; Orphelins
La Rivière à l’envers | Mourlevat, Jean-Claude | Paris: Pocket Jeunesse | 2000 | Roman jeunesse; Quête; Aventures
Barbapapa | Tison, Annette; Taylor, Talus | Paris: L’École des loisirs | 1970 | Album; Amitié; Imagination
Vendredi ou la Vie sauvage | Tournier, Michel | Paris: Flammarion | 1971 | Roman jeunesse; Îles; Robinsonnade
La Sorcière de la rue Mouffetard | Gripari, Pierre | Paris: La Table ronde | 1967 | Contes; Paris; Sorcières
L’Œil du loup | Pennac, Daniel | Paris: Nathan | 1984 | Roman jeunesse; Loups; Afrique
Le Loup est revenu ! | Pennart, Geoffroy de | Paris: L’École des loisirs | 1994 | Album; Loups; Humour
Oh, boy ! | Murail, Marie-Aude | Paris: L’École des loisirs | 2000 | Roman jeunesse; Famille; Adoption
Elmer | McKee, David | Paris: L’École des loisirs | 1989 | Album; Éléphants; Différence
Tobie Lolness // La vie suspendue | Fombelle, Timothée de | Paris: Gallimard Jeunesse | 2006 | Roman jeunesse; Arbres; Aventures | series=Tobie Lolness, 1
Les Fiancés de l’hiver | Dabos, Christelle | Paris: Gallimard Jeunesse | 2013 | Fantasy; Miroirs; Aventures | series=La Passe-Miroir, 1
Le Livre de Perle | Fombelle, Timothée de | Paris: Gallimard Jeunesse | 2014 | Roman jeunesse; Contes; Exil
Harry Potter à l’école des sorciers | Rowling, J. K. | Paris: Gallimard Jeunesse | 1998 | Fantasy; Magie; École | series=Harry Potter, 1; isbn=9782070518425
Harry Potter et la Chambre des secrets | Rowling, J. K. | Paris: Gallimard Jeunesse | 1999 | Fantasy; Magie; École | series=Harry Potter, 2
Charlie et la Chocolaterie | Dahl, Roald | Paris: Gallimard | 1967 | Roman jeunesse; Chocolat; Humour
Fifi Brindacier | Lindgren, Astrid | Paris: Hachette | 1962 | Roman jeunesse; Humour; Liberté
Dans la forêt du paresseux | Boisrobert, Anouck; Rigaud, Louis | Paris: Hélium | 2011 | Album; Forêts; Livre animé
Loulou | Solotareff, Grégoire | Paris: L’École des loisirs | 1989 | Album; Loups; Amitié
`,
  },
  {
    shelf: 'comics',
    kind: 'comic',
    language: 'fre',
    lines: `
Tintin en Amérique | Hergé | Tournai: Casterman | 1946 | Bande dessinée; Aventures; États-Unis | series=Les Aventures de Tintin, 3; isbn=9782203001022
Les Cigares du pharaon | Hergé | Tournai: Casterman | 1955 | Bande dessinée; Aventures; Égypte | series=Les Aventures de Tintin, 4; isbn=9782203001039
Le Lotus bleu | Hergé | Tournai: Casterman | 1946 | Bande dessinée; Aventures; Chine | series=Les Aventures de Tintin, 5; isbn=9782203001046
L’Île noire | Hergé | Tournai: Casterman | 1966 | Bande dessinée; Aventures; Écosse | series=Les Aventures de Tintin, 7; isbn=9782203001060
Le Crabe aux pinces d’or | Hergé | Tournai: Casterman | 1943 | Bande dessinée; Aventures; Désert | series=Les Aventures de Tintin, 9; isbn=9782203001084
Le Secret de la Licorne | Hergé | Tournai: Casterman | 1943 | Bande dessinée; Aventures; Trésors | series=Les Aventures de Tintin, 11; isbn=9782203001107
Le Trésor de Rackham le Rouge | Hergé | Tournai: Casterman | 1944 | Bande dessinée; Aventures; Trésors | series=Les Aventures de Tintin, 12; isbn=9782203001114
Objectif Lune | Hergé | Tournai: Casterman | 1953 | Bande dessinée; Aventures; Lune | series=Les Aventures de Tintin, 16; isbn=9782203001152
On a marché sur la Lune | Hergé | Tournai: Casterman | 1954 | Bande dessinée; Aventures; Lune | series=Les Aventures de Tintin, 17; isbn=9782203001169
Tintin au Tibet | Hergé | Tournai: Casterman | 1960 | Bande dessinée; Aventures; Amitié | series=Les Aventures de Tintin, 20; isbn=9782203001190
Les Bijoux de la Castafiore | Hergé | Tournai: Casterman | 1963 | Bande dessinée; Humour; Vol | series=Les Aventures de Tintin, 21; isbn=9782203001206
Astérix le Gaulois | Goscinny, René; Uderzo, Albert | Paris: Dargaud | 1961 | Bande dessinée; Gaule; Humour | series=Astérix, 1
Astérix et Cléopâtre | Goscinny, René; Uderzo, Albert | Paris: Dargaud | 1965 | Bande dessinée; Égypte; Humour | series=Astérix, 6
Astérix chez les Bretons | Goscinny, René; Uderzo, Albert | Paris: Dargaud | 1966 | Bande dessinée; Grande-Bretagne; Humour | series=Astérix, 8
Gare aux gaffes | Franquin, André; Jidéhem | Marcinelle: Dupuis | 1966 | Bande dessinée; Bureau; Humour | series=Gaston
Le Nid des Marsupilamis | Franquin, André | Marcinelle: Dupuis | 1960 | Bande dessinée; Animaux; Aventures | series=Spirou et Fantasio, 12
Les Schtroumpfs noirs | Peyo; Delporte, Yvan | Marcinelle: Dupuis | 1963 | Bande dessinée; Humour; Magie | series=Les Schtroumpfs, 1
Billy the Kid | Morris; Goscinny, René | Marcinelle: Dupuis | 1962 | Bande dessinée; Western; Humour | series=Lucky Luke, 20
La Marque jaune | Jacobs, Edgar P. | Bruxelles: Le Lombard | 1956 | Bande dessinée; Londres; Science-fiction | series=Blake et Mortimer, 6
La Ballade de la mer salée | Pratt, Hugo | Tournai: Casterman | 1975 | Bande dessinée; Mer; Aventures | series=Corto Maltese, 1
Arzach | Moebius | Paris: Les Humanoïdes associés | 1976 | Bande dessinée; Science-fiction; Rêve
L’Incal noir | Jodorowsky, Alejandro; Moebius | Paris: Les Humanoïdes associés | 1981 | Bande dessinée; Science-fiction; Quête | series=L’Incal, 1
La Foire aux immortels | Bilal, Enki | Paris: Dargaud | 1980 | Bande dessinée; Science-fiction; Paris | series=La Trilogie Nikopol, 1
C’était la guerre des tranchées | Tardi, Jacques | Tournai: Casterman | 1993 | Bande dessinée; Guerre mondiale (1914-1918); Soldats
Le Photographe | Guibert, Emmanuel; Lefèvre, Didier; Lemercier, Frédéric | Marcinelle: Dupuis | 2003 | Bande dessinée; Afghanistan; Photographie
Persepolis | Satrapi, Marjane | Paris: L’Association | 2007 | Bande dessinée; Iran; Enfance | isbn=9782844142405
L’Ascension du Haut Mal | David B. | Paris: L’Association | 1996 | Bande dessinée; Maladie; Famille
Le Chat du rabbin // La Bar-Mitsva | Sfar, Joann | Paris: Dargaud | 2002 | Bande dessinée; Algérie; Judaïsme | series=Le Chat du rabbin, 1
Titeuf // Dieu, le sexe et les bretelles | Zep | Grenoble: Glénat | 1993 | Bande dessinée; École; Humour | series=Titeuf, 1
Le Combat ordinaire | Larcenet, Manu | Paris: Dargaud | 2003 | Bande dessinée; Photographie; Famille | series=Le Combat ordinaire, 1
L’Arabe du futur | Sattouf, Riad | Paris: Allary | 2014 | Bande dessinée; Syrie; Enfance | series=L’Arabe du futur, 1
Le Bleu est une couleur chaude | Maroh, Jul | Grenoble: Glénat | 2010 | Bande dessinée; Homosexualité; Amour
Culottées | Bagieu, Pénélope | Paris: Gallimard | 2016 | Bande dessinée; Femmes; Biographie | series=Culottées, 1
Le Monde sans fin | Jancovici, Jean-Marc; Blain, Christophe | Paris: Dargaud | 2021 | Bande dessinée; Climat; Énergie
La Terre des fils | Gipi | Paris: Futuropolis | 2017 | Bande dessinée; Survie; Famille
`,
  },
];
