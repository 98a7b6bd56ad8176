import type { TitleBlock } from './title-lines.ts';

/** Everything else in English: cookery, travel, art, reference, periodicals, maps, games, films and music. */
export const WIDE_EN: readonly TitleBlock[] = [
  {
    shelf: 'cookery',
    kind: 'book',
    language: 'eng',
    lines: `
The Art of Cookery Made Plain and Easy | Glasse, Hannah | London: Hannah Glasse | 1747 | Cookery; Recipes; History of cookery
Mrs Beeton’s Book of Household Management | Beeton, Isabella | London: S. O. Beeton | 1861 | Cookery; Recipes; Household
A Book of Mediterranean Food | David, Elizabeth | London: John Lehmann | 1950 | Cookery; Recipes; Mediterranean
Mastering the Art of French Cooking | Child, Julia; Bertholle, Louisette; Beck, Simone | New York: Knopf | 1961 | Cookery; Recipes; France
Jerusalem | Ottolenghi, Yotam; Tamimi, Sami | London: Ebury | 2012 | Cookery; Recipes; Jerusalem
Salt, Fat, Acid, Heat | Nosrat, Samin | New York: Simon and Schuster | 2017 | Cookery; Recipes; Science | isbn=9781476753836
`,
  },
  {
    shelf: 'travel',
    kind: 'book',
    language: 'eng',
    lines: `
Letters Written During a Short Residence in Sweden, Norway and Denmark | Wollstonecraft, Mary | London: Joseph Johnson | 1796 | Travel; Scandinavia; Women
The Voyage of the Beagle | Darwin, Charles | London: Henry Colburn | 1839 | Travel; Nature; South America
The Innocents Abroad | Twain, Mark | Hartford: American Publishing Company | 1869 | Travel; Europe; Humour
Travels with a Donkey in the Cévennes | Stevenson, Robert Louis | London: Kegan Paul | 1879 | Travel; Walking; France
A Time of Gifts | Fermor, Patrick Leigh | London: John Murray | 1977 | Travel; Europe; Walking
In Patagonia | Chatwin, Bruce | London: Jonathan Cape | 1977 | Travel; South America
Into the Wild | Krakauer, Jon | New York: Villard | 1996 | Travel; Alaska; Solitude
A Walk in the Woods | Bryson, Bill | New York: Broadway | 1998 | Travel; Walking; Humour
`,
  },
  {
    shelf: 'art',
    kind: 'book',
    language: 'eng',
    lines: `
The Stones of Venice | Ruskin, John | London: Smith, Elder | 1851 | Art; Architecture; Venice
The Story of Art | Gombrich, E. H. | London: Phaidon | 1950 | Art; History of art; Painting
Ways of Seeing | Berger, John | London: Penguin | 1972 | Art; Painting; Images
On Photography | Sontag, Susan | New York: Farrar, Straus and Giroux | 1977 | Art; Photography; Essays
The Shock of the New | Hughes, Robert | London: BBC | 1980 | Art; Modern art; History of art
The Hare with Amber Eyes | De Waal, Edmund | London: Chatto and Windus | 2010 | Art; Family; Memoirs
`,
  },
  {
    shelf: 'reference',
    kind: 'book',
    language: 'eng',
    lines: `
Encyclopædia Britannica | Smellie, William | Edinburgh: Bell and Macfarquhar | 1768 | Encyclopaedias; Science; Arts
An American Dictionary of the English Language | Webster, Noah | New York: S. Converse | 1828 | Dictionaries; English language
Thesaurus of English Words and Phrases | Roget, Peter Mark | London: Longman | 1852 | Dictionaries; English language
A Dictionary of Modern English Usage | Fowler, H. W. | Oxford: Clarendon Press | 1926 | Grammar; English language
The Elements of Style | Strunk, William; White, E. B. | New York: Macmillan | 1959 | Grammar; Writing
The Times Atlas of the World | Bartholomew, John | London: The Times | 1955 | Atlases; Geography
`,
  },
  {
    shelf: 'periodicals',
    kind: 'periodical',
    language: 'eng',
    lines: `
The Spectator | Addison, Joseph; Steele, Richard | London: Samuel Buckley | 1711 | Periodicals; Essays; Society
The Economist | | London: The Economist | 1843 | Periodicals; Politics; Economics
Nature | | London: Macmillan | 1869 | Periodicals; Science
National Geographic | | Washington: National Geographic Society | 1888 | Periodicals; Geography; Nature
Vogue | | New York: Condé Nast | 1892 | Periodicals; Fashion
The Times Literary Supplement | | London: The Times | 1902 | Periodicals; Literature
The New Yorker | | New York: F-R Publishing | 1925 | Periodicals; Literature; New York
Granta | | Cambridge: Granta | 1889 | Periodicals; Literature; Writing
`,
  },
  {
    shelf: 'maps',
    kind: 'map',
    language: 'eng',
    lines: `
A Delineation of the Strata of England and Wales | Smith, William | London: John Cary | 1815 | Maps; Geology; England
Snowdon | | Southampton: Ordnance Survey | 2015 | Maps; Walking; Wales | series=Explorer
Ben Nevis and Glen Coe | | Southampton: Ordnance Survey | 2015 | Maps; Walking; Scotland | series=Explorer
`,
  },
  {
    shelf: 'games',
    kind: 'game',
    language: 'eng',
    lines: `
Monopoly | Darrow, Charles | Salem: Parker Brothers | 1935 | Board games; Money | extent=2 to 8 players
Scrabble | Butts, Alfred Mosher | Bay Shore: Selchow and Righter | 1953 | Board games; Words | extent=2 to 4 players
Ticket to Ride | Moon, Alan R. | Los Altos: Days of Wonder | 2004 | Board games; Trains; United States | extent=2 to 5 players
Pandemic | Leacock, Matt | Mahopac: Z-Man | 2008 | Board games; Epidemics; Co-operation | extent=2 to 4 players
Wingspan | Hargrave, Elizabeth | St Louis: Stonemaier | 2019 | Board games; Birds; Strategy | extent=1 to 5 players
`,
  },
  {
    shelf: 'films',
    kind: 'film',
    language: 'eng',
    lines: `
The Gold Rush | Chaplin, Charles | Los Angeles: United Artists | 1925 | Films; Comedy; Alaska
King Kong | Cooper, Merian C.; Schoedsack, Ernest B. | New York: RKO | 1933 | Films; Monsters; New York
Citizen Kane | Welles, Orson | New York: RKO | 1941 | Films; Journalism; Power
Casablanca | Curtiz, Michael | Burbank: Warner Bros. | 1942 | Films; Love; World War, 1939-1945
It’s a Wonderful Life | Capra, Frank | New York: RKO | 1946 | Films; Christmas; Family
The Third Man | Reed, Carol | London: London Films | 1949 | Films; Vienna; Crime
Singin’ in the Rain | Donen, Stanley; Kelly, Gene | Culver City: MGM | 1952 | Films; Musicals; Cinema
Rear Window | Hitchcock, Alfred | Hollywood: Paramount | 1954 | Films; Suspense; New York
2001 // A Space Odyssey | Kubrick, Stanley | Culver City: MGM | 1968 | Films; Science fiction; Space
The Godfather | Coppola, Francis Ford | Hollywood: Paramount | 1972 | Films; Mafia; Family
Alien | Scott, Ridley | Los Angeles: Twentieth Century Fox | 1979 | Films; Science fiction; Horror
The Piano | Campion, Jane | Sydney: CiBy 2000 | 1993 | Films; New Zealand; Music
Wallace & Gromit // The Wrong Trousers | Park, Nick | Bristol: Aardman | 1993 | Animated films; Humour; Animals
Spirited Away | Miyazaki, Hayao | Burbank: Disney | 2002 | Animated films; Japan; Magic
Lady Bird | Gerwig, Greta | New York: A24 | 2017 | Films; Adolescence; California
`,
  },
  {
    shelf: 'music',
    kind: 'music',
    language: 'eng',
    lines: `
Kind of Blue | Davis, Miles | New York: Columbia | 1959 | Jazz
Highway 61 Revisited | Dylan, Bob | New York: Columbia | 1965 | Rock; Songs
Revolver | The Beatles | London: Parlophone | 1966 | Rock; Songs
I Never Loved a Man the Way I Love You | Franklin, Aretha | New York: Atlantic | 1967 | Soul; Songs
Blue | Mitchell, Joni | Los Angeles: Reprise | 1971 | Songs; Folk music
The Dark Side of the Moon | Pink Floyd | London: Harvest | 1973 | Rock
Songs in the Key of Life | Wonder, Stevie | Detroit: Tamla | 1976 | Soul; Songs
The Kick Inside | Bush, Kate | London: EMI | 1978 | Songs; Rock
Nevermind | Nirvana | Los Angeles: DGC | 1991 | Rock; Grunge
OK Computer | Radiohead | London: Parlophone | 1997 | Rock
The Miseducation of Lauryn Hill | Hill, Lauryn | New York: Ruffhouse | 1998 | Rap; Soul
`,
  },
];
