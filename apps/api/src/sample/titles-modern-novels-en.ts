import type { TitleBlock } from './title-lines.ts';

/** Novels in English since the middle of the twentieth century, crime, science fiction and fantasy included. */
export const MODERN_NOVELS_EN: readonly TitleBlock[] = [
  {
    shelf: 'fiction',
    kind: 'book',
    language: 'eng',
    lines: `
The Catcher in the Rye | Salinger, J. D. | Boston: Little, Brown | 1951 | Fiction; Coming of age; New York
Invisible Man | Ellison, Ralph | New York: Random House | 1952 | Fiction; Racism; Identity
Fahrenheit 451 | Bradbury, Ray | New York: Ballantine | 1953 | Science fiction; Dystopias; Books
Foundation | Asimov, Isaac | New York: Gnome Press | 1951 | Science fiction; Empires; Future | series=Foundation, 1
Casino Royale | Fleming, Ian | London: Jonathan Cape | 1953 | Spy fiction; Gambling; Adventure | series=James Bond, 1
Lord of the Flies | Golding, William | London: Faber and Faber | 1954 | Fiction; Islands; Violence
The Fellowship of the Ring | Tolkien, J. R. R. | London: Allen and Unwin | 1954 | Fantasy; Quests; Friendship | series=The Lord of the Rings, 1
The Two Towers | Tolkien, J. R. R. | London: Allen and Unwin | 1954 | Fantasy; Quests; War | series=The Lord of the Rings, 2
The Return of the King | Tolkien, J. R. R. | London: Allen and Unwin | 1955 | Fantasy; Quests; War | series=The Lord of the Rings, 3
The Quiet American | Greene, Graham | London: Heinemann | 1955 | Fiction; Vietnam; Spies
The Talented Mr. Ripley | Highsmith, Patricia | New York: Coward-McCann | 1955 | Crime fiction; Italy; Identity
Lolita | Nabokov, Vladimir | Paris: Olympia Press | 1955 | Fiction; Obsession; United States
On the Road | Kerouac, Jack | New York: Viking | 1957 | Fiction; Travel; United States
Things Fall Apart | Achebe, Chinua | London: Heinemann | 1958 | Fiction; Nigeria; Colonialism
The Haunting of Hill House | Jackson, Shirley | New York: Viking | 1959 | Gothic fiction; Ghosts; Houses
To Kill a Mockingbird | Lee, Harper | Philadelphia: Lippincott | 1960 | Fiction; Racism; Justice
Catch-22 | Heller, Joseph | New York: Simon and Schuster | 1961 | Fiction; World War, 1939-1945; Satire
The Prime of Miss Jean Brodie | Spark, Muriel | London: Macmillan | 1961 | Fiction; Teachers; Edinburgh
A Clockwork Orange | Burgess, Anthony | London: Heinemann | 1962 | Science fiction; Violence; Youth
The Golden Notebook | Lessing, Doris | London: Michael Joseph | 1962 | Fiction; Women; Writing
The Bell Jar | Plath, Sylvia | London: Heinemann | 1963 | Fiction; Depression; Women
The Spy Who Came in from the Cold | Le Carré, John | London: Gollancz | 1963 | Spy fiction; Cold War; Berlin
Stoner | Williams, John | New York: Viking | 1965 | Fiction; Universities; Marriage
Dune | Herbert, Frank | Philadelphia: Chilton | 1965 | Science fiction; Deserts; Politics | series=Dune, 1
Wide Sargasso Sea | Rhys, Jean | London: André Deutsch | 1966 | Fiction; Caribbean; Marriage
Do Androids Dream of Electric Sheep? | Dick, Philip K. | New York: Doubleday | 1968 | Science fiction; Androids; Identity
A Wizard of Earthsea | Le Guin, Ursula K. | Berkeley: Parnassus | 1968 | Fantasy; Magic; Coming of age | series=Earthsea, 1
The Left Hand of Darkness | Le Guin, Ursula K. | New York: Ace | 1969 | Science fiction; Gender; Diplomacy
Slaughterhouse-Five | Vonnegut, Kurt | New York: Delacorte | 1969 | Science fiction; World War, 1939-1945; Satire
The French Lieutenant’s Woman | Fowles, John | London: Jonathan Cape | 1969 | Fiction; Victorian England; Love
The Bluest Eye | Morrison, Toni | New York: Holt, Rinehart and Winston | 1970 | Fiction; Racism; Childhood
Watership Down | Adams, Richard | London: Rex Collings | 1972 | Fiction; Rabbits; Adventure
Tinker Tailor Soldier Spy | Le Carré, John | London: Hodder and Stoughton | 1974 | Spy fiction; Cold War; London
The Shining | King, Stephen | New York: Doubleday | 1977 | Horror; Hotels; Family
The Sea, the Sea | Murdoch, Iris | London: Chatto and Windus | 1978 | Fiction; Sea; Theatre
The Hitchhiker’s Guide to the Galaxy | Adams, Douglas | London: Pan | 1979 | Science fiction; Humour; Space
Kindred | Butler, Octavia E. | New York: Doubleday | 1979 | Science fiction; Slavery; Time travel
Midnight’s Children | Rushdie, Salman | London: Jonathan Cape | 1981 | Fiction; India; Family
The Color Purple | Walker, Alice | New York: Harcourt Brace Jovanovich | 1982 | Fiction; Women; Racism
The Colour of Magic | Pratchett, Terry | Gerrards Cross: Colin Smythe | 1983 | Fantasy; Humour; Magic | series=Discworld, 1
Neuromancer | Gibson, William | New York: Ace | 1984 | Science fiction; Computers; Crime
Ender’s Game | Card, Orson Scott | New York: Tor | 1985 | Science fiction; War; Children
The Handmaid’s Tale | Atwood, Margaret | Toronto: McClelland and Stewart | 1985 | Science fiction; Dystopias; Women
Blood Meridian | McCarthy, Cormac | New York: Random House | 1985 | Fiction; West; Violence
Beloved | Morrison, Toni | New York: Knopf | 1987 | Fiction; Slavery; Ghosts
The Bonfire of the Vanities | Wolfe, Tom | New York: Farrar, Straus and Giroux | 1987 | Fiction; New York; Money
The Remains of the Day | Ishiguro, Kazuo | London: Faber and Faber | 1989 | Fiction; Servants; Memory
The Joy Luck Club | Tan, Amy | New York: Putnam | 1989 | Fiction; Mothers; Chinese Americans
Possession // A Romance | Byatt, A. S. | London: Chatto and Windus | 1990 | Fiction; Poets; Love
The English Patient | Ondaatje, Michael | Toronto: McClelland and Stewart | 1992 | Fiction; World War, 1939-1945; Italy
The Secret History | Tartt, Donna | New York: Knopf | 1992 | Crime fiction; Universities; Friendship
A Suitable Boy | Seth, Vikram | London: Phoenix House | 1993 | Fiction; India; Marriage
A Game of Thrones | Martin, George R. R. | New York: Bantam | 1996 | Fantasy; War; Politics | series=A Song of Ice and Fire, 1
The God of Small Things | Roy, Arundhati | New Delhi: IndiaInk | 1997 | Fiction; India; Family
Disgrace | Coetzee, J. M. | London: Secker and Warburg | 1999 | Fiction; South Africa; Violence
Interpreter of Maladies | Lahiri, Jhumpa | Boston: Houghton Mifflin | 1999 | Short stories; Immigrants; India
White Teeth | Smith, Zadie | London: Hamish Hamilton | 2000 | Fiction; London; Immigrants
The Amazing Adventures of Kavalier & Clay | Chabon, Michael | New York: Random House | 2000 | Fiction; Comics; New York
Atonement | McEwan, Ian | London: Jonathan Cape | 2001 | Fiction; Guilt; World War, 1939-1945
The Corrections | Franzen, Jonathan | New York: Farrar, Straus and Giroux | 2001 | Fiction; Family; United States
Life of Pi | Martel, Yann | Toronto: Knopf Canada | 2001 | Fiction; Sea; Animals
The Curious Incident of the Dog in the Night-Time | Haddon, Mark | London: Jonathan Cape | 2003 | Fiction; Autism; Family
The Kite Runner | Hosseini, Khaled | New York: Riverhead | 2003 | Fiction; Afghanistan; Friendship
Cloud Atlas | Mitchell, David | London: Sceptre | 2004 | Fiction; Science fiction; Time
Jonathan Strange & Mr Norrell | Clarke, Susanna | London: Bloomsbury | 2004 | Fantasy; Magic; England
Never Let Me Go | Ishiguro, Kazuo | London: Faber and Faber | 2005 | Science fiction; Memory; Friendship
Half of a Yellow Sun | Adichie, Chimamanda Ngozi | London: Fourth Estate | 2006 | Fiction; Nigeria; War
The Road | McCarthy, Cormac | New York: Knopf | 2006 | Science fiction; Survival; Fathers
Olive Kitteridge | Strout, Elizabeth | New York: Random House | 2008 | Fiction; Maine; Family
Wolf Hall | Mantel, Hilary | London: Fourth Estate | 2009 | Historical fiction; Tudor England; Politics | series=Thomas Cromwell, 1
Brooklyn | Tóibín, Colm | London: Viking | 2009 | Fiction; Immigrants; Ireland
The Martian | Weir, Andy | New York: Crown | 2014 | Science fiction; Mars; Survival
Gone Girl | Flynn, Gillian | New York: Crown | 2012 | Crime fiction; Marriage; Missouri | isbn=9780307588371
Americanah | Adichie, Chimamanda Ngozi | New York: Knopf | 2013 | Fiction; Nigeria; Immigrants
The Goldfinch | Tartt, Donna | New York: Little, Brown | 2013 | Fiction; Art; New York | isbn=9780316055437
Station Eleven | Mandel, Emily St. John | New York: Knopf | 2014 | Science fiction; Epidemics; Theatre
The Girl on the Train | Hawkins, Paula | London: Doubleday | 2015 | Crime fiction; Trains; London
The Underground Railroad | Whitehead, Colson | New York: Doubleday | 2016 | Fiction; Slavery; Trains
Lincoln in the Bardo | Saunders, George | New York: Random House | 2017 | Fiction; Ghosts; Death
Eleanor Oliphant Is Completely Fine | Honeyman, Gail | London: HarperCollins | 2017 | Fiction; Loneliness; Glasgow
Normal People | Rooney, Sally | London: Faber and Faber | 2018 | Fiction; Love; Ireland
Circe | Miller, Madeline | New York: Little, Brown | 2018 | Fantasy; Mythology; Women
Girl, Woman, Other | Evaristo, Bernardine | London: Hamish Hamilton | 2019 | Fiction; Women; London
Shuggie Bain | Stuart, Douglas | New York: Grove | 2020 | Fiction; Glasgow; Mothers
Hamnet | O’Farrell, Maggie | London: Tinder Press | 2020 | Historical fiction; Death; Family
Piranesi | Clarke, Susanna | London: Bloomsbury | 2020 | Fantasy; Houses; Solitude
The Thursday Murder Club | Osman, Richard | London: Viking | 2020 | Crime fiction; Old age; Humour
Klara and the Sun | Ishiguro, Kazuo | London: Faber and Faber | 2021 | Science fiction; Robots; Friendship
Small Things Like These | Keegan, Claire | London: Faber and Faber | 2021 | Fiction; Ireland; Christmas
Lessons in Chemistry | Garmus, Bonnie | London: Doubleday | 2022 | Fiction; Women; Science
Tomorrow, and Tomorrow, and Tomorrow | Zevin, Gabrielle | New York: Knopf | 2022 | Fiction; Video games; Friendship
Demon Copperhead | Kingsolver, Barbara | New York: Harper | 2022 | Fiction; Coming of age; Appalachia
Prophet Song | Lynch, Paul | London: Oneworld | 2023 | Fiction; Dystopias; Ireland
Orbital | Harvey, Samantha | London: Jonathan Cape | 2023 | Fiction; Space; Earth
James | Everett, Percival | New York: Doubleday | 2024 | Fiction; Slavery; Rivers
`,
  },
];
