import type { TitleBlock } from './title-lines.ts';

/** Everything else in French: cookery, travel, art, reference, periodicals, maps, games, films and music. */
export const WIDE_FR: readonly TitleBlock[] = [
  {
    shelf: 'cookery',
    kind: 'book',
    language: 'fre',
    lines: `
Le Cuisinier françois | La Varenne, François Pierre de | Paris: Pierre David | 1651 | Cuisine; Recettes; Histoire de la cuisine
Physiologie du goût | Brillat-Savarin, Jean Anthelme | Paris: Sautelet | 1825 | Gastronomie; Essais; Goût
Le Guide culinaire | Escoffier, Auguste | Paris: Flammarion | 1903 | Cuisine; Recettes
La Bonne Cuisine de Madame E. Saint-Ange | Saint-Ange, E. | Paris: Larousse | 1927 | Cuisine; Recettes
Je sais cuisiner | Mathiot, Ginette | Paris: Albin Michel | 1932 | Cuisine; Recettes
Simplissime // Le livre de cuisine le plus facile du monde | Mallet, Jean-François | Paris: Hachette | 2015 | Cuisine; Recettes
`,
  },
  {
    shelf: 'travel',
    kind: 'book',
    language: 'fre',
    lines: `
Histoire d’un voyage fait en la terre du Brésil | Léry, Jean de | La Rochelle: Antoine Chuppin | 1578 | Voyages; Brésil; Renaissance
Voyage autour du monde | Bougainville, Louis-Antoine de | Paris: Saillant et Nyon | 1771 | Voyages; Mer; Tahiti
Itinéraire de Paris à Jérusalem | Chateaubriand, François-René de | Paris: Le Normant | 1811 | Voyages; Orient
Voyage avec un âne dans les Cévennes | Stevenson, Robert Louis | Paris: Clouzot | 1901 | Voyages; Marche; Cévennes
Voyage d’une Parisienne à Lhassa | David-Néel, Alexandra | Paris: Plon | 1927 | Voyages; Tibet; Femmes
L’Usage du monde | Bouvier, Nicolas | Genève: Droz | 1963 | Voyages; Orient; Amitié
Dans les forêts de Sibérie | Tesson, Sylvain | Paris: Gallimard | 2011 | Voyages; Solitude; Russie
`,
  },
  {
    shelf: 'art',
    kind: 'book',
    language: 'fre',
    lines: `
Salons | Diderot, Denis | Paris: Correspondance littéraire | 1765 | Art; Peinture; Critique
Noa Noa | Gauguin, Paul | Paris: La Plume | 1901 | Art; Peinture; Tahiti
Vers une architecture | Le Corbusier | Paris: Crès | 1923 | Art; Architecture; Modernité
Le Musée imaginaire | Malraux, André | Genève: Skira | 1947 | Art; Musées; Photographie
La Chambre claire // Note sur la photographie | Barthes, Roland | Paris: Gallimard | 1980 | Art; Photographie; Mémoire
On n’y voit rien // Descriptions | Arasse, Daniel | Paris: Denoël | 2000 | Art; Peinture; Regard
`,
  },
  {
    shelf: 'reference',
    kind: 'book',
    language: 'fre',
    lines: `
Dictionnaire universel | Furetière, Antoine | La Haye: Arnout et Reinier Leers | 1690 | Dictionnaires; Langue française
Dictionnaire de l’Académie française | Académie française | Paris: Veuve Coignard | 1694 | Dictionnaires; Langue française
Encyclopédie // ou Dictionnaire raisonné des sciences, des arts et des métiers | Diderot, Denis; Alembert, Jean Le Rond d’ | Paris: Briasson | 1751 | Encyclopédies; Lumières; Sciences
Dictionnaire de la langue française | Littré, Émile | Paris: Hachette | 1863 | Dictionnaires; Langue française
Le Bon Usage | Grevisse, Maurice | Gembloux: Duculot | 1936 | Grammaire; Langue française
Le Petit Robert | Robert, Paul | Paris: Société du Nouveau Littré | 1967 | Dictionnaires; Langue française
`,
  },
  {
    shelf: 'periodicals',
    kind: 'periodical',
    language: 'fre',
    lines: `
Revue des Deux Mondes | | Paris: Revue des Deux Mondes | 1829 | Périodique; Littérature; Politique
La Nouvelle Revue française | | Paris: Gallimard | 1908 | Périodique; Littérature
Le Monde diplomatique | | Paris: Le Monde | 1954 | Périodique; Politique; Monde
Cahiers du cinéma | | Paris: Éditions de l’Étoile | 1951 | Périodique; Cinéma
Science & Vie | | Paris: Excelsior | 1913 | Périodique; Sciences; Vulgarisation
Que choisir | | Paris: UFC-Que Choisir | 1961 | Périodique; Consommation
J’aime lire | | Paris: Bayard Jeunesse | 1977 | Périodique; Enfance; Lecture
La Hulotte | Déom, Pierre | Boult-aux-Bois: La Hulotte | 1972 | Périodique; Nature; Animaux
`,
  },
  {
    shelf: 'maps',
    kind: 'map',
    language: 'fre',
    lines: `
Carte de France dite de Cassini | Cassini de Thury, César-François | Paris: Observatoire | 1756 | Cartes; France; Histoire de la cartographie
Mont-Blanc, Chamonix | | Paris: IGN | 2019 | Cartes; Randonnée; Alpes | series=Carte de randonnée 1:25 000
Forêt de Fontainebleau | | Paris: IGN | 2018 | Cartes; Randonnée; Île-de-France | series=Carte de randonnée 1:25 000
Bretagne | | Clermont-Ferrand: Michelin | 2021 | Cartes; Routes; Bretagne | series=Carte régionale
`,
  },
  {
    shelf: 'games',
    kind: 'game',
    language: 'fre',
    lines: `
Mille Bornes | Dujardin, Edmond | Arcachon: Dujardin | 1954 | Jeu de cartes; Voitures | extent=2 à 6 joueurs
Dixit | Roubira, Jean-Louis | Poitiers: Libellud | 2008 | Jeu de société; Imagination | extent=3 à 6 joueurs
Les Loups-garous de Thiercelieux | Pallières, Philippe des; Marly, Hervé | Paris: Lui-même | 2001 | Jeu de société; Rôles | extent=8 à 18 joueurs
7 Wonders | Bauza, Antoine | Bruxelles: Repos Production | 2010 | Jeu de société; Antiquité; Stratégie | extent=2 à 7 joueurs
Takenoko | Bauza, Antoine | Paris: Bombyx | 2011 | Jeu de société; Jardins; Japon | extent=2 à 4 joueurs
`,
  },
  {
    shelf: 'films',
    kind: 'film',
    language: 'fre',
    lines: `
Le Voyage dans la Lune | Méliès, Georges | Paris: Star-Film | 1902 | Film; Science-fiction; Lune
La Grande Illusion | Renoir, Jean | Paris: RAC | 1937 | Film; Guerre mondiale (1914-1918); Prisonniers
La Règle du jeu | Renoir, Jean | Paris: NEF | 1939 | Film; Société; Comédie dramatique
Les Enfants du paradis | Carné, Marcel | Paris: Pathé | 1945 | Film; Théâtre; Amour
Les Vacances de monsieur Hulot | Tati, Jacques | Paris: Cady Films | 1953 | Film; Comédie; Mer
Les Quatre Cents Coups | Truffaut, François | Paris: Les Films du Carrosse | 1959 | Film; Enfance; Paris
À bout de souffle | Godard, Jean-Luc | Paris: SNC | 1960 | Film; Policier; Nouvelle Vague
Cléo de 5 à 7 | Varda, Agnès | Paris: Ciné-Tamaris | 1962 | Film; Paris; Nouvelle Vague
Les Parapluies de Cherbourg | Demy, Jacques | Paris: Parc Film | 1964 | Film; Comédie musicale; Amour
La Grande Vadrouille | Oury, Gérard | Paris: Les Films Corona | 1966 | Film; Comédie; Guerre mondiale (1939-1945)
Le Père Noël est une ordure | Poiré, Jean-Marie | Paris: Trinacra | 1982 | Film; Comédie; Noël
Kirikou et la Sorcière | Ocelot, Michel | Paris: Les Armateurs | 1998 | Film d’animation; Afrique; Contes
Le Fabuleux Destin d’Amélie Poulain | Jeunet, Jean-Pierre | Paris: UGC | 2001 | Film; Comédie; Paris
Portrait de la jeune fille en feu | Sciamma, Céline | Paris: Pyramide | 2019 | Film; Amour; Peinture
Anatomie d’une chute | Triet, Justine | Paris: Les Films Pelléas | 2023 | Film; Justice; Couple
`,
  },
  {
    shelf: 'music',
    kind: 'music',
    language: 'fre',
    lines: `
Ne me quitte pas | Brel, Jacques | Paris: Philips | 1972 | Chanson; Amour
Les Copains d’abord | Brassens, Georges | Paris: Philips | 1964 | Chanson; Amitié
Dis, quand reviendras-tu ? | Barbara | Paris: Odéon | 1964 | Chanson; Amour
Histoire de Melody Nelson | Gainsbourg, Serge | Paris: Philips | 1971 | Chanson; Rock
Amour anarchie | Ferré, Léo | Paris: Barclay | 1970 | Chanson; Poésie
Fantaisie militaire | Bashung, Alain | Paris: Barclay | 1998 | Chanson; Rock
Prose combat | MC Solaar | Paris: Polydor | 1994 | Rap; Poésie
Moon Safari | Air | Paris: Source | 1998 | Musique électronique
Racine carrée | Stromae | Paris: Mosaert | 2013 | Chanson; Musique électronique
`,
  },
];
