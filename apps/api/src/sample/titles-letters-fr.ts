import type { TitleBlock } from './title-lines.ts';

/** Poetry, theatre, essays, philosophy, history and science in French. */
export const LETTERS_FR: readonly TitleBlock[] = [
  {
    shelf: 'poetry',
    kind: 'book',
    language: 'fre',
    lines: `
Délie // Objet de plus haute vertu | Scève, Maurice | Lyon: Sulpice Sabon | 1544 | Poésie; Amour; Renaissance
Les Amours | Ronsard, Pierre de | Paris: Veuve Maurice de La Porte | 1552 | Poésie; Amour; Renaissance
Œuvres | Labé, Louise | Lyon: Jean de Tournes | 1555 | Poésie; Amour; Femmes
Les Regrets | Du Bellay, Joachim | Paris: Fédéric Morel | 1558 | Poésie; Exil; Rome
Les Tragiques | Aubigné, Agrippa d’ | | 1616 | Poésie; Guerres de Religion; Protestantisme
Fables | La Fontaine, Jean de | Paris: Claude Barbin | 1668 | Poésie; Fables; Animaux
Méditations poétiques | Lamartine, Alphonse de | Paris: Nicolle | 1820 | Poésie; Romantisme; Nature
Les Orientales | Hugo, Victor | Paris: Gosselin | 1829 | Poésie; Orient; Romantisme
Émaux et Camées | Gautier, Théophile | Paris: Didier | 1852 | Poésie; Art
Les Châtiments | Hugo, Victor | Bruxelles: Henri Samuel | 1853 | Poésie; Politique; Second Empire
Les Contemplations | Hugo, Victor | Paris: Michel Lévy | 1856 | Poésie; Deuil; Nature
Les Fleurs du mal | Baudelaire, Charles | Paris: Poulet-Malassis et de Broise | 1857 | Poésie; Symbolisme; Paris
Poèmes saturniens | Verlaine, Paul | Paris: Lemerre | 1866 | Poésie; Mélancolie; Symbolisme
Les Chants de Maldoror | Lautréamont | Paris: Lacroix | 1869 | Poésie; Fantastique; Révolte
Petits poèmes en prose // Le Spleen de Paris | Baudelaire, Charles | Paris: Michel Lévy | 1869 | Poésie; Prose; Paris
Une saison en enfer | Rimbaud, Arthur | Bruxelles: Alliance typographique | 1873 | Poésie; Révolte; Symbolisme
Romances sans paroles | Verlaine, Paul | Sens: L’Hermitte | 1874 | Poésie; Amour; Mélancolie
Illuminations | Rimbaud, Arthur | Paris: La Vogue | 1886 | Poésie; Symbolisme; Prose
Alcools | Apollinaire, Guillaume | Paris: Mercure de France | 1913 | Poésie; Amour; Modernité
Calligrammes | Apollinaire, Guillaume | Paris: Mercure de France | 1918 | Poésie; Guerre mondiale (1914-1918); Art
Capitale de la douleur | Éluard, Paul | Paris: Gallimard | 1926 | Poésie; Surréalisme; Amour
Cahier d’un retour au pays natal | Césaire, Aimé | Paris: Bordas | 1947 | Poésie; Négritude; Martinique
Le Parti pris des choses | Ponge, Francis | Paris: Gallimard | 1942 | Poésie; Objets; Prose
Paroles | Prévert, Jacques | Paris: Le Point du Jour | 1946 | Poésie; Humour; Paris
Chants d’ombre | Senghor, Léopold Sédar | Paris: Seuil | 1945 | Poésie; Négritude; Sénégal
Fureur et mystère | Char, René | Paris: Gallimard | 1948 | Poésie; Résistance; Nature
`,
  },
  {
    shelf: 'theatre',
    kind: 'book',
    language: 'fre',
    lines: `
Les Juives | Garnier, Robert | Paris: Mamert Patisson | 1583 | Théâtre; Tragédie; Bible
L’Illusion comique | Corneille, Pierre | Paris: François Targa | 1639 | Théâtre; Comédie; Magie
Le Cid | Corneille, Pierre | Paris: Augustin Courbé | 1637 | Théâtre; Honneur; Espagne
Horace | Corneille, Pierre | Paris: Augustin Courbé | 1641 | Théâtre; Tragédie; Rome antique
L’École des femmes | Molière | Paris: Guillaume de Luyne | 1663 | Théâtre; Comédie; Mariage
Le Misanthrope | Molière | Paris: Jean Ribou | 1667 | Théâtre; Comédie; Société
Andromaque | Racine, Jean | Paris: Théodore Girard | 1668 | Théâtre; Tragédie; Antiquité
L’Avare | Molière | Paris: Jean Ribou | 1669 | Théâtre; Comédie; Argent
Le Tartuffe // ou L’Imposteur | Molière | Paris: Jean Ribou | 1669 | Théâtre; Comédie; Religion
Bérénice | Racine, Jean | Paris: Claude Barbin | 1671 | Théâtre; Tragédie; Amour
Phèdre | Racine, Jean | Paris: Claude Barbin | 1677 | Théâtre; Tragédie; Passion
Le Malade imaginaire | Molière | Paris | 1682 | Théâtre; Comédie; Médecine
Le Jeu de l’amour et du hasard | Marivaux | Paris: Briasson | 1730 | Théâtre; Comédie; Amour
Le Barbier de Séville | Beaumarchais | Paris: Ruault | 1775 | Théâtre; Comédie; Espagne
Le Mariage de Figaro | Beaumarchais | Paris: Ruault | 1785 | Théâtre; Comédie; Société
Lorenzaccio | Musset, Alfred de | Paris: Librairie de la Revue des Deux Mondes | 1834 | Théâtre; Drame; Florence
Ruy Blas | Hugo, Victor | Paris: Delloye | 1838 | Théâtre; Drame; Espagne
Un chapeau de paille d’Italie | Labiche, Eugène | Paris: Michel Lévy | 1851 | Théâtre; Vaudeville; Mariage
Ubu roi | Jarry, Alfred | Paris: Mercure de France | 1896 | Théâtre; Satire; Pouvoir
Cyrano de Bergerac | Rostand, Edmond | Paris: Fasquelle | 1898 | Théâtre; Amour; Louis XIII
Knock // ou Le Triomphe de la médecine | Romains, Jules | Paris: Gallimard | 1924 | Théâtre; Comédie; Médecine
La guerre de Troie n’aura pas lieu | Giraudoux, Jean | Paris: Grasset | 1935 | Théâtre; Guerre; Antiquité
Antigone | Anouilh, Jean | Paris: La Table ronde | 1946 | Théâtre; Tragédie; Révolte
Huis clos | Sartre, Jean-Paul | Paris: Gallimard | 1945 | Théâtre; Existentialisme; Enfer
Les Bonnes | Genet, Jean | Décines: L’Arbalète | 1947 | Théâtre; Domestiques; Crime
La Cantatrice chauve | Ionesco, Eugène | Paris: Gallimard | 1954 | Théâtre; Absurde; Langage
En attendant Godot | Beckett, Samuel | Paris: Éditions de Minuit | 1952 | Théâtre; Absurde; Attente
Art | Reza, Yasmina | Arles: Actes Sud | 1994 | Théâtre; Comédie; Peinture
Incendies | Mouawad, Wajdi | Arles: Actes Sud | 2003 | Théâtre; Guerre; Famille
`,
  },
  {
    shelf: 'thought',
    kind: 'book',
    language: 'fre',
    lines: `
Essais | Montaigne, Michel de | Bordeaux: Simon Millanges | 1580 | Essais; Philosophie; Connaissance de soi
Les Six Livres de la République | Bodin, Jean | Paris: Jacques du Puys | 1576 | Politique; Droit; État
Discours de la méthode | Descartes, René | Leyde: Jan Maire | 1637 | Philosophie; Raison; Sciences
Maximes | La Rochefoucauld, François de | Paris: Claude Barbin | 1665 | Essais; Morale; Société
Pensées | Pascal, Blaise | Paris: Guillaume Desprez | 1670 | Philosophie; Religion; Morale
Les Caractères | La Bruyère, Jean de | Paris: Étienne Michallet | 1688 | Essais; Morale; Société
De l’esprit des lois | Montesquieu | Genève: Barrillot | 1748 | Politique; Droit; Lumières
Discours sur l’origine et les fondements de l’inégalité parmi les hommes | Rousseau, Jean-Jacques | Amsterdam: Marc-Michel Rey | 1755 | Philosophie; Politique; Inégalité
Du contrat social | Rousseau, Jean-Jacques | Amsterdam: Marc-Michel Rey | 1762 | Philosophie; Politique; Démocratie
Émile // ou De l’éducation | Rousseau, Jean-Jacques | Paris: Duchesne | 1762 | Philosophie; Éducation; Enfance
Traité sur la tolérance | Voltaire | Genève: Cramer | 1763 | Philosophie; Tolérance; Justice
Les Confessions | Rousseau, Jean-Jacques | Genève | 1782 | Autobiographie; Lumières; Enfance
De la démocratie en Amérique | Tocqueville, Alexis de | Paris: Gosselin | 1835 | Politique; Démocratie; États-Unis
Qu’est-ce que la propriété ? | Proudhon, Pierre-Joseph | Paris: Brocard | 1840 | Politique; Économie; Socialisme
Mémoires d’outre-tombe | Chateaubriand, François-René de | Paris: Penaud | 1849 | Autobiographie; Romantisme; Révolution française
Le Rire // Essai sur la signification du comique | Bergson, Henri | Paris: Alcan | 1900 | Philosophie; Humour; Art
Propos sur le bonheur | Alain | Nîmes: Cahiers du Capricorne | 1925 | Philosophie; Bonheur; Morale
Le Mythe de Sisyphe | Camus, Albert | Paris: Gallimard | 1942 | Philosophie; Absurde; Bonheur
L’Être et le Néant | Sartre, Jean-Paul | Paris: Gallimard | 1943 | Philosophie; Existentialisme; Liberté
Le Deuxième Sexe | Beauvoir, Simone de | Paris: Gallimard | 1949 | Philosophie; Femmes; Féminisme
L’Homme révolté | Camus, Albert | Paris: Gallimard | 1951 | Philosophie; Révolte; Politique
Peau noire, masques blancs | Fanon, Frantz | Paris: Seuil | 1952 | Essais; Racisme; Colonialisme
Tristes tropiques | Lévi-Strauss, Claude | Paris: Plon | 1955 | Ethnologie; Brésil; Voyages | series=Terre humaine
Mythologies | Barthes, Roland | Paris: Seuil | 1957 | Essais; Société; Signes
Les Mots et les Choses | Foucault, Michel | Paris: Gallimard | 1966 | Philosophie; Langage; Sciences humaines
Surveiller et punir // Naissance de la prison | Foucault, Michel | Paris: Gallimard | 1975 | Philosophie; Prison; Pouvoir
La Distinction // Critique sociale du jugement | Bourdieu, Pierre | Paris: Éditions de Minuit | 1979 | Sociologie; Culture; Classes sociales
Petit traité des grandes vertus | Comte-Sponville, André | Paris: PUF | 1995 | Philosophie; Morale; Vertus
Retour à Reims | Eribon, Didier | Paris: Fayard | 2009 | Sociologie; Autobiographie; Classes sociales
Le Capital au XXIe siècle | Piketty, Thomas | Paris: Seuil | 2013 | Économie; Inégalité; Histoire | isbn=9782021082289
Sorcières // La puissance invaincue des femmes | Chollet, Mona | Paris: La Découverte | 2018 | Essais; Féminisme; Sorcellerie
Le Lambeau | Lançon, Philippe | Paris: Gallimard | 2018 | Récit; Attentats; Hôpital | isbn=9782072689079
`,
  },
  {
    shelf: 'history',
    kind: 'book',
    language: 'fre',
    lines: `
Le Siècle de Louis XIV | Voltaire | Berlin: Henning | 1751 | Histoire; Louis XIV; France
Histoire de la Révolution française | Michelet, Jules | Paris: Chamerot | 1847 | Histoire; Révolution française
La Sorcière | Michelet, Jules | Paris: Dentu | 1862 | Histoire; Sorcellerie; Moyen Âge
L’Ancien Régime et la Révolution | Tocqueville, Alexis de | Paris: Michel Lévy | 1856 | Histoire; Ancien Régime; Révolution française
La Cité antique | Fustel de Coulanges, Numa Denis | Paris: Durand | 1864 | Histoire; Antiquité; Religion
Les Rois thaumaturges | Bloch, Marc | Strasbourg: Istra | 1924 | Histoire; Moyen Âge; Monarchie
L’Étrange Défaite | Bloch, Marc | Paris: Franc-Tireur | 1946 | Histoire; Guerre mondiale (1939-1945); France
La Méditerranée et le monde méditerranéen à l’époque de Philippe II | Braudel, Fernand | Paris: Armand Colin | 1949 | Histoire; Méditerranée; XVIe siècle
Montaillou, village occitan | Le Roy Ladurie, Emmanuel | Paris: Gallimard | 1975 | Histoire; Moyen Âge; Cathares
Le Dimanche de Bouvines | Duby, Georges | Paris: Gallimard | 1973 | Histoire; Moyen Âge; Guerre
Saint Louis | Le Goff, Jacques | Paris: Gallimard | 1996 | Histoire; Moyen Âge; Monarchie
Les Lieux de mémoire | Nora, Pierre | Paris: Gallimard | 1984 | Histoire; Mémoire; France
Si c’est un homme | Levi, Primo | Paris: Julliard | 1987 | Témoignage; Shoah; Guerre mondiale (1939-1945)
Les Croisades vues par les Arabes | Maalouf, Amin | Paris: JC Lattès | 1983 | Histoire; Croisades; Moyen Âge
Histoire mondiale de la France | Boucheron, Patrick | Paris: Seuil | 2017 | Histoire; France; Monde
`,
  },
  {
    shelf: 'science',
    kind: 'book',
    language: 'fre',
    lines: `
Entretiens sur la pluralité des mondes | Fontenelle, Bernard de | Paris: Veuve Blageart | 1686 | Astronomie; Lumières; Dialogue
Histoire naturelle, générale et particulière | Buffon, Georges-Louis Leclerc de | Paris: Imprimerie royale | 1749 | Sciences naturelles; Animaux; Lumières
Traité élémentaire de chimie | Lavoisier, Antoine-Laurent de | Paris: Cuchet | 1789 | Chimie; Sciences; Histoire des sciences
Introduction à l’étude de la médecine expérimentale | Bernard, Claude | Paris: Baillière | 1865 | Médecine; Méthode; Sciences
Souvenirs entomologiques | Fabre, Jean-Henri | Paris: Delagrave | 1879 | Insectes; Sciences naturelles; Provence
Astronomie populaire | Flammarion, Camille | Paris: Marpon et Flammarion | 1880 | Astronomie; Vulgarisation
La Science et l’Hypothèse | Poincaré, Henri | Paris: Flammarion | 1902 | Mathématiques; Physique; Philosophie
Le Hasard et la Nécessité | Monod, Jacques | Paris: Seuil | 1970 | Biologie; Évolution; Philosophie
Patience dans l’azur // L’évolution cosmique | Reeves, Hubert | Paris: Seuil | 1981 | Astronomie; Univers; Vulgarisation
Le Théorème du perroquet | Guedj, Denis | Paris: Seuil | 1998 | Mathématiques; Roman; Histoire des sciences
La Vie secrète des arbres | Wohlleben, Peter | Paris: Les Arènes | 2017 | Arbres; Forêts; Nature
Théorème vivant | Villani, Cédric | Paris: Grasset | 2012 | Mathématiques; Récit; Recherche
`,
  },
];
