import type { TitleBlock } from './title-lines.ts';

/** Novels and stories in French, translations included. */
export const NOVELS_FR: readonly TitleBlock[] = [
  {
    shelf: 'fiction',
    kind: 'book',
    language: 'fre',
    lines: `
Pantagruel | Rabelais, François | Lyon: Claude Nourry | 1532 | Roman; Humour; Renaissance
Gargantua | Rabelais, François | Lyon: François Juste | 1534 | Roman; Humour; Éducation
L’Heptaméron | Marguerite de Navarre | Paris: Benoît Prévost | 1559 | Nouvelles; Amour; Renaissance
L’Astrée | Urfé, Honoré d’ | Paris: Toussaint du Bray | 1607 | Roman; Amour; Pastorale
Histoire comique de Francion | Sorel, Charles | Paris: Pierre Billaine | 1623 | Roman; Humour; Picaresque
Le Roman comique | Scarron, Paul | Paris: Toussaint Quinet | 1651 | Roman; Théâtre; Humour
Histoire comique des États et Empires de la Lune | Cyrano de Bergerac, Savinien de | Paris: Charles de Sercy | 1657 | Science-fiction; Voyages imaginaires; Satire
La Princesse de Montpensier | La Fayette, Madame de | Paris: Thomas Jolly | 1662 | Roman historique; Amour
Le Roman bourgeois | Furetière, Antoine | Paris: Louis Billaine | 1666 | Roman; Satire; Bourgeoisie
La Princesse de Clèves | La Fayette, Madame de | Paris: Claude Barbin | 1678 | Roman; Amour; Cour de France
Les Aventures de Télémaque | Fénelon | Paris: Veuve de Claude Barbin | 1699 | Roman; Éducation; Antiquité
Le Diable boiteux | Lesage, Alain-René | Paris: Veuve Barbin | 1707 | Roman; Satire; Fantastique
Histoire de Gil Blas de Santillane | Lesage, Alain-René | Paris: Pierre Ribou | 1715 | Roman; Picaresque; Espagne
Lettres persanes | Montesquieu | Amsterdam: Jacques Desbordes | 1721 | Roman épistolaire; Satire; Lumières
Manon Lescaut | Prévost, Antoine François | Amsterdam: Aux dépens de la Compagnie | 1731 | Roman; Amour; Passion
La Vie de Marianne | Marivaux | Paris: Pierre Prault | 1731 | Roman; Femmes; Formation
Le Paysan parvenu | Marivaux | Paris: Pierre Prault | 1734 | Roman; Ascension sociale; Formation
Lettres d’une Péruvienne | Graffigny, Françoise de | Paris: Veuve Pissot | 1747 | Roman épistolaire; Femmes; Lumières
Zadig // ou La Destinée | Voltaire | | 1748 | Conte philosophique; Lumières; Orient
Candide // ou L’Optimisme | Voltaire | Genève: Cramer | 1759 | Conte philosophique; Lumières; Satire
Julie // ou La Nouvelle Héloïse | Rousseau, Jean-Jacques | Amsterdam: Marc-Michel Rey | 1761 | Roman épistolaire; Amour; Nature
L’Ingénu | Voltaire | Genève: Cramer | 1767 | Conte philosophique; Lumières; Satire
Le Diable amoureux | Cazotte, Jacques | Naples | 1772 | Fantastique; Amour
Les Liaisons dangereuses | Laclos, Pierre Choderlos de | Paris: Durand Neveu | 1782 | Roman épistolaire; Libertinage; Amour
Paul et Virginie | Bernardin de Saint-Pierre, Jacques-Henri | Paris: Didot | 1788 | Roman; Amour; Île Maurice
Jacques le Fataliste et son maître | Diderot, Denis | Paris: Buisson | 1796 | Roman; Philosophie; Humour
La Religieuse | Diderot, Denis | Paris: Buisson | 1796 | Roman; Religion; Femmes
Atala | Chateaubriand, François-René de | Paris: Migneret | 1801 | Roman; Amérique; Romantisme
Corinne // ou L’Italie | Staël, Germaine de | Paris: Nicolle | 1807 | Roman; Italie; Femmes
Adolphe | Constant, Benjamin | Londres: Colburn | 1816 | Roman; Amour; Romantisme
Le Rouge et le Noir | Stendhal | Paris: Levavasseur | 1830 | Roman; Ambition; Restauration
La Peau de chagrin | Balzac, Honoré de | Paris: Gosselin et Canel | 1831 | Roman; Fantastique | series=La Comédie humaine
Notre-Dame de Paris | Hugo, Victor | Paris: Gosselin | 1831 | Roman historique; Paris; Moyen Âge
Indiana | Sand, George | Paris: Roret et Dupuy | 1832 | Roman; Femmes; Mariage
Eugénie Grandet | Balzac, Honoré de | Paris: Madame Béchet | 1834 | Roman; Province; Argent | series=La Comédie humaine
Le Père Goriot | Balzac, Honoré de | Paris: Werdet | 1835 | Roman; Paris; Ambition | series=La Comédie humaine
Mauprat | Sand, George | Paris: Bonnaire | 1837 | Roman; Amour; Berry
Illusions perdues | Balzac, Honoré de | Paris: Werdet | 1837 | Roman; Journalisme; Paris | series=La Comédie humaine
La Chartreuse de Parme | Stendhal | Paris: Ambroise Dupont | 1839 | Roman; Italie; Amour
Colomba | Mérimée, Prosper | Paris: Magen et Comon | 1841 | Nouvelles; Corse; Vengeance
Les Mystères de Paris | Sue, Eugène | Paris: Gosselin | 1843 | Roman-feuilleton; Paris; Pauvreté
Les Trois Mousquetaires | Dumas, Alexandre | Paris: Baudry | 1844 | Roman historique; Aventures; Louis XIII
Le Comte de Monte-Cristo | Dumas, Alexandre | Paris: Pétion | 1845 | Roman; Aventures; Vengeance
Vingt ans après | Dumas, Alexandre | Paris: Baudry | 1845 | Roman historique; Aventures; Fronde
La Reine Margot | Dumas, Alexandre | Paris: Garnier | 1845 | Roman historique; Guerres de Religion; Amour
La Mare au diable | Sand, George | Paris: Desessart | 1846 | Roman; Campagne; Berry
La Cousine Bette | Balzac, Honoré de | Paris: Chlendowski | 1847 | Roman; Famille; Vengeance | series=La Comédie humaine
La Petite Fadette | Sand, George | Paris: Michel Lévy | 1849 | Roman; Campagne; Berry
Madame Bovary // Mœurs de province | Flaubert, Gustave | Paris: Michel Lévy | 1857 | Roman; Adultère; Normandie
Le Roman de la momie | Gautier, Théophile | Paris: Hachette | 1858 | Roman historique; Égypte; Amour
Les Misérables | Hugo, Victor | Paris: Pagnerre | 1862 | Roman; Pauvreté; Justice
Salammbô | Flaubert, Gustave | Paris: Michel Lévy | 1862 | Roman historique; Carthage; Antiquité
Le Capitaine Fracasse | Gautier, Théophile | Paris: Charpentier | 1863 | Roman; Aventures; Théâtre
Cinq semaines en ballon | Verne, Jules | Paris: Hetzel | 1863 | Aventures; Afrique; Voyages | series=Voyages extraordinaires
Voyage au centre de la Terre | Verne, Jules | Paris: Hetzel | 1864 | Aventures; Science-fiction; Géologie | series=Voyages extraordinaires
De la Terre à la Lune | Verne, Jules | Paris: Hetzel | 1865 | Science-fiction; Lune; Voyages | series=Voyages extraordinaires
Les Travailleurs de la mer | Hugo, Victor | Paris: Lacroix | 1866 | Roman; Mer; Guernesey
Thérèse Raquin | Zola, Émile | Paris: Lacroix | 1867 | Roman; Crime; Naturalisme
L’Éducation sentimentale // Histoire d’un jeune homme | Flaubert, Gustave | Paris: Michel Lévy | 1869 | Roman; Amour; Révolution de 1848
Vingt mille lieues sous les mers | Verne, Jules | Paris: Hetzel | 1870 | Aventures; Science-fiction; Mer | series=Voyages extraordinaires
Le Tour du monde en quatre-vingts jours | Verne, Jules | Paris: Hetzel | 1873 | Aventures; Voyages; Humour | series=Voyages extraordinaires
Le Ventre de Paris | Zola, Émile | Paris: Charpentier | 1873 | Roman; Paris; Naturalisme | series=Les Rougon-Macquart, 3
Quatrevingt-treize | Hugo, Victor | Paris: Michel Lévy | 1874 | Roman historique; Révolution française; Vendée
Les Diaboliques | Barbey d’Aurevilly, Jules | Paris: Dentu | 1874 | Nouvelles; Passion; Normandie
L’Île mystérieuse | Verne, Jules | Paris: Hetzel | 1875 | Aventures; Robinsonnade; Science-fiction | series=Voyages extraordinaires
Michel Strogoff | Verne, Jules | Paris: Hetzel | 1876 | Aventures; Russie; Voyages | series=Voyages extraordinaires
L’Assommoir | Zola, Émile | Paris: Charpentier | 1877 | Roman; Alcoolisme; Paris | series=Les Rougon-Macquart, 7
Nana | Zola, Émile | Paris: Charpentier | 1880 | Roman; Prostitution; Paris | series=Les Rougon-Macquart, 9
Boule de suif | Maupassant, Guy de | Paris: Charpentier | 1880 | Nouvelles; Guerre de 1870; Normandie
Une vie | Maupassant, Guy de | Paris: Havard | 1883 | Roman; Mariage; Normandie
Au Bonheur des Dames | Zola, Émile | Paris: Charpentier | 1883 | Roman; Commerce; Paris | series=Les Rougon-Macquart, 11
À rebours | Huysmans, Joris-Karl | Paris: Charpentier | 1884 | Roman; Décadence; Esthétisme
Bel-Ami | Maupassant, Guy de | Paris: Havard | 1885 | Roman; Journalisme; Ambition
Germinal | Zola, Émile | Paris: Charpentier | 1885 | Roman; Mines; Grèves | series=Les Rougon-Macquart, 13
Pêcheur d’Islande | Loti, Pierre | Paris: Calmann-Lévy | 1886 | Roman; Mer; Bretagne
Le Horla | Maupassant, Guy de | Paris: Ollendorff | 1887 | Nouvelles; Fantastique; Folie
La Bête humaine | Zola, Émile | Paris: Charpentier | 1890 | Roman; Chemins de fer; Crime | series=Les Rougon-Macquart, 17
Poil de carotte | Renard, Jules | Paris: Flammarion | 1894 | Roman; Enfance; Famille
Arsène Lupin, gentleman-cambrioleur | Leblanc, Maurice | Paris: Pierre Lafitte | 1907 | Roman policier; Aventures; Humour
Le Mystère de la chambre jaune | Leroux, Gaston | Paris: Pierre Lafitte | 1908 | Roman policier; Énigme; Journalisme
La Porte étroite | Gide, André | Paris: Mercure de France | 1909 | Roman; Amour; Religion
Le Fantôme de l’Opéra | Leroux, Gaston | Paris: Pierre Lafitte | 1910 | Roman; Fantastique; Opéra
La Guerre des boutons | Pergaud, Louis | Paris: Mercure de France | 1912 | Roman; Enfance; Campagne
Le Grand Meaulnes | Alain-Fournier | Paris: Émile-Paul | 1913 | Roman; Adolescence; Amour
Du côté de chez Swann | Proust, Marcel | Paris: Grasset | 1913 | Roman; Mémoire; Amour | series=À la recherche du temps perdu, 1
Le Feu // Journal d’une escouade | Barbusse, Henri | Paris: Flammarion | 1916 | Roman; Guerre mondiale (1914-1918); Soldats
Les Croix de bois | Dorgelès, Roland | Paris: Albin Michel | 1919 | Roman; Guerre mondiale (1914-1918); Soldats
À l’ombre des jeunes filles en fleurs | Proust, Marcel | Paris: Gallimard | 1919 | Roman; Mémoire; Adolescence | series=À la recherche du temps perdu, 2
Le Blé en herbe | Colette | Paris: Flammarion | 1923 | Roman; Adolescence; Bretagne
Le Diable au corps | Radiguet, Raymond | Paris: Grasset | 1923 | Roman; Amour; Adolescence
Les Faux-Monnayeurs | Gide, André | Paris: Gallimard | 1925 | Roman; Écriture; Adolescence
Thérèse Desqueyroux | Mauriac, François | Paris: Grasset | 1927 | Roman; Mariage; Landes
Regain | Giono, Jean | Paris: Grasset | 1930 | Roman; Campagne; Provence
Vol de nuit | Saint-Exupéry, Antoine de | Paris: Gallimard | 1931 | Roman; Aviation; Amérique du Sud
Le Chien jaune | Simenon, Georges | Paris: Fayard | 1931 | Roman policier; Bretagne | series=Maigret
Voyage au bout de la nuit | Céline, Louis-Ferdinand | Paris: Denoël et Steele | 1932 | Roman; Guerre mondiale (1914-1918); Médecine
La Condition humaine | Malraux, André | Paris: Gallimard | 1972 | Roman; Chine; Révolution | series=Folio, 1; isbn=9782070360017
L’Étranger | Camus, Albert | Paris: Gallimard | 1972 | Roman; Absurde; Algérie | series=Folio, 2; isbn=9782070360024
La Peste | Camus, Albert | Paris: Gallimard | 1972 | Roman; Épidémies; Algérie | series=Folio, 42; isbn=9782070360420
La Chute | Camus, Albert | Paris: Gallimard | 1972 | Roman; Culpabilité; Amsterdam | series=Folio, 10; isbn=9782070360109
La Nausée | Sartre, Jean-Paul | Paris: Gallimard | 1938 | Roman; Existentialisme
Terre des hommes | Saint-Exupéry, Antoine de | Paris: Gallimard | 1939 | Récit; Aviation; Désert
Le Silence de la mer | Vercors | Paris: Éditions de Minuit | 1942 | Nouvelles; Résistance; Occupation
L’Écume des jours | Vian, Boris | Paris: Gallimard | 1947 | Roman; Amour; Jazz
Le Hussard sur le toit | Giono, Jean | Paris: Gallimard | 1951 | Roman; Épidémies; Provence
Le Rivage des Syrtes | Gracq, Julien | Paris: José Corti | 1951 | Roman; Attente; Guerre
Mémoires d’Hadrien | Yourcenar, Marguerite | Paris: Plon | 1951 | Roman historique; Rome antique; Pouvoir
Bonjour tristesse | Sagan, Françoise | Paris: Julliard | 1954 | Roman; Adolescence; Amour
L’Enfant noir | Camara, Laye | Paris: Plon | 1953 | Roman; Enfance; Guinée
Nedjma | Kateb, Yacine | Paris: Seuil | 1956 | Roman; Algérie; Amour
La Modification | Butor, Michel | Paris: Éditions de Minuit | 1957 | Roman; Nouveau roman; Voyages
Zazie dans le métro | Queneau, Raymond | Paris: Gallimard | 1959 | Roman; Humour; Paris
Les Choses // Une histoire des années soixante | Perec, Georges | Paris: Julliard | 1965 | Roman; Consommation; Couple
Belle du Seigneur | Cohen, Albert | Paris: Gallimard | 1968 | Roman; Amour; Passion
La Nuit des temps | Barjavel, René | Paris: Presses de la Cité | 1968 | Science-fiction; Antarctique; Amour
La Vie mode d’emploi | Perec, Georges | Paris: Hachette | 1978 | Roman; Immeubles; Puzzle
L’Amant | Duras, Marguerite | Paris: Éditions de Minuit | 1984 | Roman; Amour; Indochine
La Place | Ernaux, Annie | Paris: Gallimard | 1983 | Récit; Famille; Classes sociales
L’Alchimiste | Coelho, Paulo | Paris: Anne Carrière | 1994 | Roman; Quête; Désert
`,
  },
];
