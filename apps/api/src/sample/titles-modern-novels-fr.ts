import type { TitleBlock } from './title-lines.ts';

/** Novels in French of the last decades, crime and science fiction, and translations into French. */
export const MODERN_NOVELS_FR: readonly TitleBlock[] = [
  {
    shelf: 'fiction',
    kind: 'book',
    language: 'fre',
    lines: `
Au bonheur des ogres | Pennac, Daniel | Paris: Gallimard | 1985 | Roman policier; Humour; Paris | series=La Saga Malaussène, 1
La Fée Carabine | Pennac, Daniel | Paris: Gallimard | 1987 | Roman policier; Humour; Belleville | series=La Saga Malaussène, 2
Texaco | Chamoiseau, Patrick | Paris: Gallimard | 1992 | Roman; Martinique; Créolité
Les Fourmis | Werber, Bernard | Paris: Albin Michel | 1991 | Science-fiction; Fourmis; Aventures
Soie | Baricco, Alessandro | Paris: Albin Michel | 1997 | Roman; Japon; Amour
Stupeur et tremblements | Nothomb, Amélie | Paris: Albin Michel | 1999 | Roman; Japon; Travail
Pars vite et reviens tard | Vargas, Fred | Paris: Viviane Hamy | 2001 | Roman policier; Paris; Épidémies
Balzac et la Petite Tailleuse chinoise | Dai, Sijie | Paris: Gallimard | 2000 | Roman; Chine; Lecture
Oscar et la Dame rose | Schmitt, Éric-Emmanuel | Paris: Albin Michel | 2002 | Roman; Maladie; Enfance
Les Âmes grises | Claudel, Philippe | Paris: Stock | 2003 | Roman; Guerre mondiale (1914-1918); Crime
Suite française | Némirovsky, Irène | Paris: Denoël | 2004 | Roman; Exode de 1940; Occupation
Ensemble, c’est tout | Gavalda, Anna | Paris: Le Dilettante | 2004 | Roman; Amitié; Amour | isbn=9782842630850
L’Élégance du hérisson | Barbery, Muriel | Paris: Gallimard | 2006 | Roman; Paris; Philosophie | isbn=9782070780938
Les Bienveillantes | Littell, Jonathan | Paris: Gallimard | 2006 | Roman; Guerre mondiale (1939-1945); Nazisme | isbn=9782070780976
Le Rapport de Brodeck | Claudel, Philippe | Paris: Stock | 2007 | Roman; Guerre; Mémoire
Ce que le jour doit à la nuit | Khadra, Yasmina | Paris: Julliard | 2008 | Roman; Algérie; Amour
Où on va, papa ? | Fournier, Jean-Louis | Paris: Stock | 2008 | Récit; Handicap; Famille
Trois femmes puissantes | NDiaye, Marie | Paris: Gallimard | 2009 | Roman; Femmes; Sénégal | isbn=9782070786541
HHhH | Binet, Laurent | Paris: Grasset | 2010 | Roman historique; Résistance; Nazisme | isbn=9782246760016
La Carte et le Territoire | Houellebecq, Michel | Paris: Flammarion | 2010 | Roman; Art; Solitude | isbn=9782081246331
Rien ne s’oppose à la nuit | Vigan, Delphine de | Paris: JC Lattès | 2011 | Roman; Famille; Maladie
La Vérité sur l’affaire Harry Quebert | Dicker, Joël | Paris: Éditions de Fallois | 2012 | Roman policier; Écriture; États-Unis | isbn=9782877068161
Au revoir là-haut | Lemaitre, Pierre | Paris: Albin Michel | 2013 | Roman; Guerre mondiale (1914-1918); Escroquerie | isbn=9782226249678
Meursault, contre-enquête | Daoud, Kamel | Alger: Barzakh | 2013 | Roman; Algérie; Mémoire
En finir avec Eddy Bellegueule | Louis, Édouard | Paris: Seuil | 2014 | Roman; Classes sociales; Homosexualité
Réparer les vivants | Kerangal, Maylis de | Paris: Verticales | 2014 | Roman; Transplantation; Deuil | isbn=9782070144136
Charlotte | Foenkinos, David | Paris: Gallimard | 2014 | Roman; Peinture; Guerre mondiale (1939-1945)
Soumission | Houellebecq, Michel | Paris: Flammarion | 2015 | Roman; Politique; Anticipation | isbn=9782081354807
Vernon Subutex, 1 | Despentes, Virginie | Paris: Grasset | 2015 | Roman; Musique; Paris | series=Vernon Subutex, 1; isbn=9782246713517
Boussole | Énard, Mathias | Arles: Actes Sud | 2015 | Roman; Orient; Musique
Chanson douce | Slimani, Leïla | Paris: Gallimard | 2016 | Roman; Famille; Crime | isbn=9782070196678
Petit pays | Faye, Gaël | Paris: Grasset | 2016 | Roman; Enfance; Burundi | isbn=9782246857334
Les gens heureux lisent et boivent du café | Martin-Lugand, Agnès | Paris: Michel Lafon | 2013 | Roman; Deuil; Irlande
L’Art de perdre | Zeniter, Alice | Paris: Flammarion | 2017 | Roman; Algérie; Exil | isbn=9782081395534
La Tresse | Colombani, Laetitia | Paris: Grasset | 2017 | Roman; Femmes; Inde | isbn=9782246813880
L’Ordre du jour | Vuillard, Éric | Arles: Actes Sud | 2017 | Récit; Nazisme; Histoire
Leurs enfants après eux | Mathieu, Nicolas | Arles: Actes Sud | 2018 | Roman; Adolescence; Lorraine | isbn=9782330108717
Changer l’eau des fleurs | Perrin, Valérie | Paris: Albin Michel | 2018 | Roman; Deuil; Cimetières
La Vraie Vie | Dieudonné, Adeline | Paris: L’Iconoclaste | 2018 | Roman; Famille; Violence
Sérotonine | Houellebecq, Michel | Paris: Flammarion | 2019 | Roman; Dépression; Campagne | isbn=9782081471757
L’Anomalie | Le Tellier, Hervé | Paris: Gallimard | 2020 | Roman; Science-fiction; Identité | isbn=9782072895098
La plus secrète mémoire des hommes | Sarr, Mohamed Mbougar | Paris: Philippe Rey | 2021 | Roman; Écriture; Sénégal
Le Mage du Kremlin | Da Empoli, Giuliano | Paris: Gallimard | 2022 | Roman; Russie; Pouvoir
Vivre vite | Giraud, Brigitte | Paris: Flammarion | 2022 | Récit; Deuil; Couple
Veiller sur elle | Andrea, Jean-Baptiste | Paris: L’Iconoclaste | 2023 | Roman; Sculpture; Italie
Triste tigre | Sinno, Neige | Paris: P.O.L | 2023 | Récit; Enfance; Violence
Houris | Daoud, Kamel | Paris: Gallimard | 2024 | Roman; Algérie; Femmes
La petite écuyère a cafté | Pouy, Jean-Bernard | Paris: Baleine | 1995 | Roman policier; Humour | series=Le Poulpe, 1
Nada | Manchette, Jean-Patrick | Paris: Gallimard | 1972 | Roman policier; Terrorisme; Politique | series=Série noire
Total Khéops | Izzo, Jean-Claude | Paris: Gallimard | 1995 | Roman policier; Marseille | series=Série noire
Les Rivières pourpres | Grangé, Jean-Christophe | Paris: Albin Michel | 1998 | Roman policier; Montagne; Crime
Nymphéas noirs | Bussi, Michel | Paris: Presses de la Cité | 2011 | Roman policier; Giverny; Peinture
Malevil | Merle, Robert | Paris: Gallimard | 1972 | Science-fiction; Survie; Campagne
Niourk | Wul, Stefan | Paris: Fleuve noir | 1957 | Science-fiction; Survie; Initiation
La Planète des singes | Boulle, Pierre | Paris: Julliard | 1963 | Science-fiction; Singes; Satire
La Horde du Contrevent | Damasio, Alain | Clamart: La Volte | 2004 | Science-fiction; Quête; Vent
L’Idiot | Dostoïevski, Fiodor | Arles: Actes Sud | 1993 | Roman; Russie; Bonté | series=Babel
Les Démons | Dostoïevski, Fiodor | Arles: Actes Sud | 1995 | Roman; Russie; Nihilisme | series=Babel
Crime et châtiment | Dostoïevski, Fiodor | Arles: Actes Sud | 1996 | Roman; Russie; Crime | series=Babel
Les Frères Karamazov | Dostoïevski, Fiodor | Arles: Actes Sud | 2002 | Roman; Russie; Religion | series=Babel
Anna Karénine | Tolstoï, Léon | Paris: Hachette | 1885 | Roman; Russie; Adultère
Eugène Onéguine | Pouchkine, Alexandre | Arles: Actes Sud | 2005 | Roman en vers; Russie; Amour
Le Maître et Marguerite | Boulgakov, Mikhaïl | Paris: Robert Laffont | 1968 | Roman; Fantastique; Moscou
Cent ans de solitude | García Márquez, Gabriel | Paris: Seuil | 1968 | Roman; Famille; Amérique latine
Le Nom de la rose | Eco, Umberto | Paris: Grasset | 1982 | Roman policier; Moyen Âge; Monastères
Le Parfum // Histoire d’un meurtrier | Süskind, Patrick | Paris: Fayard | 1986 | Roman; Odeurs; Crime
La Métamorphose | Kafka, Franz | Paris: Gallimard | 1938 | Nouvelles; Absurde; Famille
Le Procès | Kafka, Franz | Paris: Gallimard | 1933 | Roman; Justice; Absurde
Le Joueur d’échecs | Zweig, Stefan | Neuchâtel: Delachaux et Niestlé | 1944 | Nouvelles; Échecs; Nazisme
La Montagne magique | Mann, Thomas | Paris: Fayard | 1931 | Roman; Maladie; Temps
L’Ombre du vent | Ruiz Zafón, Carlos | Paris: Grasset | 2004 | Roman; Barcelone; Livres
Kafka sur le rivage | Murakami, Haruki | Paris: Belfond | 2006 | Roman; Japon; Fantastique
L’Amie prodigieuse | Ferrante, Elena | Paris: Gallimard | 2014 | Roman; Naples; Amitié | series=L’Amie prodigieuse, 1
L’Insoutenable Légèreté de l’être | Kundera, Milan | Paris: Gallimard | 1984 | Roman; Amour; Prague
`,
  },
];
