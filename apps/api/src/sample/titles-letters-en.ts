import type { TitleBlock } from './title-lines.ts';

/** Poetry, theatre, essays, philosophy, history and science in English. */
export const LETTERS_EN: readonly TitleBlock[] = [
  {
    shelf: 'poetry',
    kind: 'book',
    language: 'eng',
    lines: `
Songes and Sonettes | Howard, Henry; Wyatt, Thomas | London: Richard Tottel | 1557 | Poetry; Love; Renaissance
The Shepheardes Calender | Spenser, Edmund | London: Hugh Singleton | 1579 | Poetry; Pastoral; Renaissance
The Faerie Queene | Spenser, Edmund | London: William Ponsonby | 1590 | Poetry; Allegory; Knights
Astrophel and Stella | Sidney, Philip | London: Thomas Newman | 1591 | Poetry; Love; Sonnets
Venus and Adonis | Shakespeare, William | London: Richard Field | 1593 | Poetry; Love; Mythology
Shakespeare’s Sonnets | Shakespeare, William | London: Thomas Thorpe | 1609 | Poetry; Love; Sonnets
The Temple | Herbert, George | Cambridge: Thomas Buck and Roger Daniel | 1633 | Poetry; Religion
Paradise Lost | Milton, John | London: Samuel Simmons | 1667 | Poetry; Epic; Bible
The Rape of the Lock | Pope, Alexander | London: Bernard Lintot | 1714 | Poetry; Satire; Society
Poems on Various Subjects, Religious and Moral | Wheatley, Phillis | London: A. Bell | 1773 | Poetry; Religion; Slavery
Poems, Chiefly in the Scottish Dialect | Burns, Robert | Kilmarnock: John Wilson | 1786 | Poetry; Scotland; Country life
Songs of Innocence and of Experience | Blake, William | London: William Blake | 1794 | Poetry; Childhood; Romanticism
Lyrical Ballads | Wordsworth, William; Coleridge, Samuel Taylor | London: J. and A. Arch | 1798 | Poetry; Nature; Romanticism
Lamia, Isabella, The Eve of St. Agnes, and Other Poems | Keats, John | London: Taylor and Hessey | 1820 | Poetry; Romanticism; Love
Leaves of Grass | Whitman, Walt | New York: Walt Whitman | 1855 | Poetry; United States; Nature
Goblin Market and Other Poems | Rossetti, Christina | London: Macmillan | 1862 | Poetry; Sisters; Fairy tales
A Shropshire Lad | Housman, A. E. | London: Kegan Paul | 1896 | Poetry; Country life; Youth
North of Boston | Frost, Robert | London: David Nutt | 1914 | Poetry; New England; Country life
The Waste Land | Eliot, T. S. | New York: Boni and Liveright | 1922 | Poetry; Modernism; London
Ariel | Plath, Sylvia | London: Faber and Faber | 1965 | Poetry; Death; Women
Death of a Naturalist | Heaney, Seamus | London: Faber and Faber | 1966 | Poetry; Ireland; Childhood
Omeros | Walcott, Derek | New York: Farrar, Straus and Giroux | 1990 | Poetry; Epic; Caribbean
Citizen // An American Lyric | Rankine, Claudia | Minneapolis: Graywolf | 2014 | Poetry; Racism; United States
`,
  },
  {
    shelf: 'theatre',
    kind: 'book',
    language: 'eng',
    lines: `
Tamburlaine the Great | Marlowe, Christopher | London: Richard Jones | 1590 | Drama; Tragedy; Power
Romeo and Juliet | Shakespeare, William | London: John Danter | 1597 | Drama; Tragedy; Love
A Midsummer Night’s Dream | Shakespeare, William | London: Thomas Fisher | 1600 | Drama; Comedy; Fairies
Hamlet | Shakespeare, William | London: Nicholas Ling | 1603 | Drama; Tragedy; Revenge
Doctor Faustus | Marlowe, Christopher | London: Thomas Bushell | 1604 | Drama; Tragedy; Magic
Volpone | Jonson, Ben | London: Thomas Thorpe | 1607 | Drama; Comedy; Greed
King Lear | Shakespeare, William | London: Nathaniel Butter | 1608 | Drama; Tragedy; Family
Othello | Shakespeare, William | London: Thomas Walkley | 1622 | Drama; Tragedy; Jealousy
Macbeth | Shakespeare, William | London: Jaggard and Blount | 1623 | Drama; Tragedy; Ambition
The Tempest | Shakespeare, William | London: Jaggard and Blount | 1623 | Drama; Magic; Islands
The Duchess of Malfi | Webster, John | London: John Waterson | 1623 | Drama; Tragedy; Revenge
The Rover | Behn, Aphra | London: John Amery | 1677 | Drama; Comedy; Carnival
The Way of the World | Congreve, William | London: Jacob Tonson | 1700 | Drama; Comedy; Marriage
The Beggar’s Opera | Gay, John | London: John Watts | 1728 | Drama; Satire; Crime
She Stoops to Conquer | Goldsmith, Oliver | London: F. Newbery | 1773 | Drama; Comedy; Courtship
The School for Scandal | Sheridan, Richard Brinsley | Dublin | 1780 | Drama; Comedy; Society
The Importance of Being Earnest | Wilde, Oscar | London: Leonard Smithers | 1899 | Drama; Comedy; Identity
Pygmalion | Shaw, Bernard | London: Constable | 1916 | Drama; Comedy; Language
Long Day’s Journey into Night | O’Neill, Eugene | New Haven: Yale University Press | 1956 | Drama; Family; Addiction
The Glass Menagerie | Williams, Tennessee | New York: Random House | 1945 | Drama; Family; Memory
A Streetcar Named Desire | Williams, Tennessee | New York: New Directions | 1947 | Drama; New Orleans; Sisters
Death of a Salesman | Miller, Arthur | New York: Viking | 1949 | Drama; Family; Work
The Crucible | Miller, Arthur | New York: Viking | 1953 | Drama; Witchcraft; Puritans
A Raisin in the Sun | Hansberry, Lorraine | New York: Random House | 1959 | Drama; Racism; Chicago
The Birthday Party | Pinter, Harold | London: Encore | 1959 | Drama; Absurd; Menace
Rosencrantz and Guildenstern Are Dead | Stoppard, Tom | London: Faber and Faber | 1967 | Drama; Comedy; Absurd
Top Girls | Churchill, Caryl | London: Methuen | 1982 | Drama; Women; Work
Arcadia | Stoppard, Tom | London: Faber and Faber | 1993 | Drama; Science; Gardens
`,
  },
  {
    shelf: 'thought',
    kind: 'book',
    language: 'eng',
    lines: `
Essays | Bacon, Francis | London: Humfrey Hooper | 1597 | Essays; Morals; Renaissance
The Anatomy of Melancholy | Burton, Robert | Oxford: Henry Cripps | 1621 | Essays; Melancholy; Medicine
Areopagitica | Milton, John | London | 1644 | Essays; Censorship; Liberty
Leviathan | Hobbes, Thomas | London: Andrew Crooke | 1651 | Philosophy; Politics; State
An Essay Concerning Human Understanding | Locke, John | London: Thomas Basset | 1690 | Philosophy; Knowledge; Mind
A Treatise of Human Nature | Hume, David | London: John Noon | 1739 | Philosophy; Knowledge; Morals
A Dictionary of the English Language | Johnson, Samuel | London: J. and P. Knapton | 1755 | Dictionaries; English language
The Wealth of Nations | Smith, Adam | London: Strahan and Cadell | 1776 | Economics; Trade; Work
Common Sense | Paine, Thomas | Philadelphia: Robert Bell | 1776 | Politics; American Revolution; Liberty
A Vindication of the Rights of Woman | Wollstonecraft, Mary | London: Joseph Johnson | 1792 | Philosophy; Women; Feminism
Walden // or, Life in the Woods | Thoreau, Henry David | Boston: Ticknor and Fields | 1854 | Essays; Nature; Solitude
On Liberty | Mill, John Stuart | London: John W. Parker | 1859 | Philosophy; Liberty; Politics
Narrative of the Life of Frederick Douglass | Douglass, Frederick | Boston: Anti-Slavery Office | 1845 | Autobiography; Slavery; United States
The Souls of Black Folk | Du Bois, W. E. B. | Chicago: A. C. McClurg | 1903 | Essays; Racism; United States
Pragmatism | James, William | New York: Longmans, Green | 1907 | Philosophy; Truth; Mind
A Room of One’s Own | Woolf, Virginia | London: Hogarth Press | 1929 | Essays; Women; Writing
Homage to Catalonia | Orwell, George | London: Secker and Warburg | 1938 | Memoirs; Spanish Civil War; Politics
I Know Why the Caged Bird Sings | Angelou, Maya | New York: Random House | 1969 | Autobiography; Racism; Childhood
A Theory of Justice | Rawls, John | Cambridge, Mass.: Harvard University Press | 1971 | Philosophy; Justice; Politics
Orientalism | Said, Edward W. | New York: Pantheon | 1978 | Essays; Orient; Colonialism
Gender Trouble | Butler, Judith | New York: Routledge | 1990 | Philosophy; Gender; Feminism
Thinking, Fast and Slow | Kahneman, Daniel | New York: Farrar, Straus and Giroux | 2011 | Psychology; Decisions; Mind
Between the World and Me | Coates, Ta-Nehisi | New York: Spiegel and Grau | 2015 | Essays; Racism; Fathers
Educated | Westover, Tara | New York: Random House | 2018 | Memoirs; Education; Family | isbn=9780399590504
Becoming | Obama, Michelle | New York: Crown | 2018 | Memoirs; Politics; United States | isbn=9781524763138
`,
  },
  {
    shelf: 'history',
    kind: 'book',
    language: 'eng',
    lines: `
Actes and Monuments | Foxe, John | London: John Day | 1563 | History; Religion; Reformation
Chronicles of England, Scotland and Ireland | Holinshed, Raphael | London: John Harrison | 1577 | History; England; Scotland
The Principall Navigations, Voiages and Discoveries of the English Nation | Hakluyt, Richard | London: George Bishop and Ralph Newberie | 1589 | History; Travel; Sea
The History of the Decline and Fall of the Roman Empire | Gibbon, Edward | London: Strahan and Cadell | 1776 | History; Ancient Rome; Empires
The Life of Samuel Johnson | Boswell, James | London: Charles Dilly | 1791 | Biography; Writers; London
The French Revolution | Carlyle, Thomas | London: James Fraser | 1837 | History; French Revolution
The Black Jacobins | James, C. L. R. | London: Secker and Warburg | 1938 | History; Haiti; Slavery
The Making of the English Working Class | Thompson, E. P. | London: Gollancz | 1963 | History; Industry; Work
The Guns of August | Tuchman, Barbara W. | New York: Macmillan | 1962 | History; World War, 1914-1918
The Age of Revolution // 1789-1848 | Hobsbawm, Eric | London: Weidenfeld and Nicolson | 1962 | History; Revolutions; Industry
Guns, Germs, and Steel | Diamond, Jared | New York: Norton | 1997 | History; Societies; Geography
Stalingrad | Beevor, Antony | London: Viking | 1998 | History; World War, 1939-1945; Russia
Postwar // A History of Europe since 1945 | Judt, Tony | London: Heinemann | 2005 | History; Europe; Cold War
The Warmth of Other Suns | Wilkerson, Isabel | New York: Random House | 2010 | History; Migration; United States
SPQR // A History of Ancient Rome | Beard, Mary | London: Profile | 2015 | History; Ancient Rome
Sapiens // A Brief History of Humankind | Harari, Yuval Noah | London: Harvill Secker | 2014 | History; Humankind; Societies
Say Nothing | Keefe, Patrick Radden | New York: Doubleday | 2019 | History; Northern Ireland; Crime
`,
  },
  {
    shelf: 'science',
    kind: 'book',
    language: 'eng',
    lines: `
Micrographia | Hooke, Robert | London: Martyn and Allestry | 1665 | Science; Microscopes; Nature
The Sceptical Chymist | Boyle, Robert | London: J. Crooke | 1661 | Chemistry; Science; Dialogue
The Natural History of Selborne | White, Gilbert | London: Benjamin White | 1789 | Nature; Birds; Villages
Principles of Geology | Lyell, Charles | London: John Murray | 1830 | Geology; Science; Earth
On the Origin of Species | Darwin, Charles | London: John Murray | 1859 | Evolution; Biology; Nature
Flatland // A Romance of Many Dimensions | Abbott, Edwin A. | London: Seeley | 1884 | Mathematics; Satire; Geometry
Silent Spring | Carson, Rachel | Boston: Houghton Mifflin | 1962 | Ecology; Pesticides; Nature
The Structure of Scientific Revolutions | Kuhn, Thomas S. | Chicago: University of Chicago Press | 1962 | Science; History of science; Philosophy
The Double Helix | Watson, James D. | New York: Atheneum | 1968 | Biology; Genetics; Memoirs
The Selfish Gene | Dawkins, Richard | Oxford: Oxford University Press | 1976 | Biology; Evolution; Genetics
Gödel, Escher, Bach // An Eternal Golden Braid | Hofstadter, Douglas R. | New York: Basic Books | 1979 | Mathematics; Mind; Music
Cosmos | Sagan, Carl | New York: Random House | 1980 | Astronomy; Science; Universe
A Brief History of Time | Hawking, Stephen | New York: Bantam | 1988 | Physics; Universe; Time
The Immortal Life of Henrietta Lacks | Skloot, Rebecca | New York: Crown | 2010 | Biology; Medicine; Racism
Braiding Sweetgrass | Kimmerer, Robin Wall | Minneapolis: Milkweed | 2013 | Nature; Plants; Native Americans
Entangled Life | Sheldrake, Merlin | London: Bodley Head | 2020 | Fungi; Nature; Biology
`,
  },
];
