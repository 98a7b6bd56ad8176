import type { TitleBlock } from './title-lines.ts';

/** Novels and stories in English, from the beginnings to the middle of the twentieth century. */
export const NOVELS_EN: readonly TitleBlock[] = [
  {
    shelf: 'fiction',
    kind: 'book',
    language: 'eng',
    lines: `
Utopia | More, Thomas | London: Abraham Vele | 1551 | Fiction; Utopias; Politics
Euphues // The Anatomy of Wit | Lyly, John | London: Gabriel Cawood | 1578 | Fiction; Courtship; Renaissance
The Countess of Pembroke’s Arcadia | Sidney, Philip | London: William Ponsonby | 1590 | Fiction; Pastoral; Love
The Unfortunate Traveller | Nashe, Thomas | London: Cuthbert Burby | 1594 | Fiction; Picaresque; Adventure
The Pilgrim’s Progress | Bunyan, John | London: Nathaniel Ponder | 1678 | Fiction; Allegory; Religion
Oroonoko // or, The Royal Slave | Behn, Aphra | London: William Canning | 1688 | Fiction; Slavery; Love
The Blazing World | Cavendish, Margaret | London: A. Maxwell | 1666 | Science fiction; Utopias; Women
Robinson Crusoe | Defoe, Daniel | London: William Taylor | 1719 | Adventure; Islands; Survival
Moll Flanders | Defoe, Daniel | London: W. Chetwood | 1722 | Fiction; Crime; Women
Gulliver’s Travels | Swift, Jonathan | London: Benjamin Motte | 1726 | Satire; Adventure; Imaginary voyages
Pamela // or, Virtue Rewarded | Richardson, Samuel | London: Rivington and Osborn | 1740 | Epistolary fiction; Courtship; Servants
Joseph Andrews | Fielding, Henry | London: Andrew Millar | 1742 | Fiction; Humour; Satire
Clarissa // or, The History of a Young Lady | Richardson, Samuel | London: Samuel Richardson | 1748 | Epistolary fiction; Women; Family
The History of Tom Jones, a Foundling | Fielding, Henry | London: Andrew Millar | 1749 | Fiction; Humour; Adventure
The History of Rasselas, Prince of Abissinia | Johnson, Samuel | London: R. and J. Dodsley | 1759 | Fiction; Philosophy; Happiness
The Life and Opinions of Tristram Shandy, Gentleman | Sterne, Laurence | York: Ann Ward | 1759 | Fiction; Humour; Family
The Castle of Otranto | Walpole, Horace | London: Thomas Lownds | 1764 | Gothic fiction; Castles; Supernatural
The Vicar of Wakefield | Goldsmith, Oliver | London: F. Newbery | 1766 | Fiction; Family; Clergy
A Sentimental Journey through France and Italy | Sterne, Laurence | London: Becket and De Hondt | 1768 | Fiction; Travel; France
Evelina | Burney, Frances | London: Thomas Lowndes | 1778 | Epistolary fiction; Women; Society
The Mysteries of Udolpho | Radcliffe, Ann | London: G. G. and J. Robinson | 1794 | Gothic fiction; Castles; Love
The Monk | Lewis, Matthew Gregory | London: Joseph Bell | 1796 | Gothic fiction; Religion; Supernatural
Castle Rackrent | Edgeworth, Maria | London: Joseph Johnson | 1800 | Fiction; Ireland; Family
Sense and Sensibility | Austen, Jane | London: Thomas Egerton | 1811 | Fiction; Sisters; Courtship
Pride and Prejudice | Austen, Jane | London: Penguin | 2003 | Fiction; Courtship; Family | series=Penguin Classics; isbn=9780141439518
Mansfield Park | Austen, Jane | London: Thomas Egerton | 1814 | Fiction; Family; Society
Waverley | Scott, Walter | Edinburgh: Archibald Constable | 1814 | Historical fiction; Scotland; War
Emma | Austen, Jane | London: Penguin | 2003 | Fiction; Courtship; Villages | series=Penguin Classics; isbn=9780141439587
Northanger Abbey | Austen, Jane | London: John Murray | 1817 | Fiction; Courtship; Satire
Persuasion | Austen, Jane | London: John Murray | 1817 | Fiction; Love; Society
Rob Roy | Scott, Walter | Edinburgh: Archibald Constable | 1817 | Historical fiction; Scotland; Adventure
Frankenstein // or, The Modern Prometheus | Shelley, Mary | London: Lackington, Hughes, Harding, Mavor and Jones | 1818 | Gothic fiction; Science fiction; Monsters
Ivanhoe | Scott, Walter | Edinburgh: Archibald Constable | 1820 | Historical fiction; Knights; Middle Ages
The Last of the Mohicans | Cooper, James Fenimore | Philadelphia: Carey and Lea | 1826 | Historical fiction; Adventure; Native Americans
The Pickwick Papers | Dickens, Charles | London: Chapman and Hall | 1837 | Fiction; Humour; Travel
Oliver Twist | Dickens, Charles | London: Richard Bentley | 1838 | Fiction; Orphans; London
A Christmas Carol | Dickens, Charles | London: Chapman and Hall | 1843 | Fiction; Christmas; Ghosts
Tales of the Grotesque and Arabesque | Poe, Edgar Allan | Philadelphia: Lea and Blanchard | 1840 | Short stories; Horror; Gothic fiction
Jane Eyre | Brontë, Charlotte | London: Smith, Elder | 1847 | Fiction; Governesses; Love
Wuthering Heights | Brontë, Emily | London: Thomas Cautley Newby | 1847 | Fiction; Love; Yorkshire
Agnes Grey | Brontë, Anne | London: Thomas Cautley Newby | 1847 | Fiction; Governesses; Society
Vanity Fair // A Novel without a Hero | Thackeray, William Makepeace | London: Bradbury and Evans | 1848 | Fiction; Satire; Society
The Tenant of Wildfell Hall | Brontë, Anne | London: Thomas Cautley Newby | 1848 | Fiction; Marriage; Women
David Copperfield | Dickens, Charles | London: Bradbury and Evans | 1850 | Fiction; Coming of age; Orphans
The Scarlet Letter | Hawthorne, Nathaniel | Boston: Ticknor, Reed and Fields | 1850 | Fiction; Puritans; Women
Moby-Dick // or, The Whale | Melville, Herman | New York: Harper | 1851 | Fiction; Sea; Whaling
Uncle Tom’s Cabin | Stowe, Harriet Beecher | Boston: John P. Jewett | 1852 | Fiction; Slavery; United States
Bleak House | Dickens, Charles | London: Bradbury and Evans | 1853 | Fiction; Law; London
Villette | Brontë, Charlotte | London: Smith, Elder | 1853 | Fiction; Teachers; Belgium
Cranford | Gaskell, Elizabeth | London: Chapman and Hall | 1853 | Fiction; Villages; Women
Hard Times | Dickens, Charles | London: Bradbury and Evans | 1854 | Fiction; Industry; Education
North and South | Gaskell, Elizabeth | London: Chapman and Hall | 1855 | Fiction; Industry; Love
Barchester Towers | Trollope, Anthony | London: Longman | 1857 | Fiction; Clergy; Humour | series=Chronicles of Barsetshire, 2
A Tale of Two Cities | Dickens, Charles | London: Chapman and Hall | 1859 | Historical fiction; French Revolution; London
Adam Bede | Eliot, George | Edinburgh: William Blackwood | 1859 | Fiction; Villages; Love
The Mill on the Floss | Eliot, George | Edinburgh: William Blackwood | 1860 | Fiction; Family; Rivers
The Woman in White | Collins, Wilkie | London: Sampson Low | 1860 | Crime fiction; Gothic fiction; Identity
Great Expectations | Dickens, Charles | London: Chapman and Hall | 1861 | Fiction; Coming of age; Orphans
Our Mutual Friend | Dickens, Charles | London: Chapman and Hall | 1865 | Fiction; London; Money
The Moonstone | Collins, Wilkie | London: Tinsley | 1868 | Crime fiction; Jewels; India
Middlemarch // A Study of Provincial Life | Eliot, George | Edinburgh: William Blackwood | 1871 | Fiction; Marriage; Society
Erewhon | Butler, Samuel | London: Trübner | 1872 | Satire; Utopias; Imaginary voyages
Far from the Madding Crowd | Hardy, Thomas | London: Smith, Elder | 1874 | Fiction; Country life; Love
The Way We Live Now | Trollope, Anthony | London: Chapman and Hall | 1875 | Fiction; Satire; Money
Daniel Deronda | Eliot, George | Edinburgh: William Blackwood | 1876 | Fiction; Judaism; Marriage
The Portrait of a Lady | James, Henry | London: Macmillan | 1881 | Fiction; Women; Italy
Adventures of Huckleberry Finn | Twain, Mark | London: Chatto and Windus | 1884 | Fiction; Rivers; Slavery
The Mayor of Casterbridge | Hardy, Thomas | London: Smith, Elder | 1886 | Fiction; Country life; Family
Strange Case of Dr Jekyll and Mr Hyde | Stevenson, Robert Louis | London: Longmans, Green | 1886 | Gothic fiction; Identity; London
A Study in Scarlet | Doyle, Arthur Conan | London: Ward, Lock | 1887 | Crime fiction; London; Revenge | series=Sherlock Holmes
Three Men in a Boat | Jerome, Jerome K. | Bristol: J. W. Arrowsmith | 1889 | Fiction; Humour; Rivers
The Picture of Dorian Gray | Wilde, Oscar | London: Ward, Lock | 1891 | Gothic fiction; Art; Beauty
Tess of the d’Urbervilles | Hardy, Thomas | London: Osgood, McIlvaine | 1891 | Fiction; Country life; Women
The Adventures of Sherlock Holmes | Doyle, Arthur Conan | London: George Newnes | 1892 | Crime fiction; Short stories; London | series=Sherlock Holmes
The Time Machine | Wells, H. G. | London: Heinemann | 1895 | Science fiction; Time travel; Future
Jude the Obscure | Hardy, Thomas | London: Osgood, McIlvaine | 1895 | Fiction; Education; Marriage
The Island of Doctor Moreau | Wells, H. G. | London: Heinemann | 1896 | Science fiction; Islands; Animals
Dracula | Stoker, Bram | London: Constable | 1897 | Gothic fiction; Vampires; Horror
What Maisie Knew | James, Henry | London: Heinemann | 1897 | Fiction; Childhood; Divorce
The War of the Worlds | Wells, H. G. | London: Heinemann | 1898 | Science fiction; Invasions; Mars
The Awakening | Chopin, Kate | Chicago: Herbert S. Stone | 1899 | Fiction; Women; Marriage
Lord Jim | Conrad, Joseph | Edinburgh: William Blackwood | 1900 | Fiction; Sea; Guilt
Kim | Kipling, Rudyard | London: Macmillan | 1901 | Adventure; India; Spies
The Hound of the Baskervilles | Doyle, Arthur Conan | London: George Newnes | 1902 | Crime fiction; Dogs; Dartmoor | series=Sherlock Holmes
The Call of the Wild | London, Jack | New York: Macmillan | 1903 | Adventure; Dogs; Alaska
The House of Mirth | Wharton, Edith | New York: Scribner | 1905 | Fiction; Society; New York
The Secret Agent | Conrad, Joseph | London: Methuen | 1907 | Fiction; Spies; London
A Room with a View | Forster, E. M. | London: Edward Arnold | 1908 | Fiction; Italy; Love
Howards End | Forster, E. M. | London: Edward Arnold | 1910 | Fiction; Houses; Society
Sons and Lovers | Lawrence, D. H. | London: Duckworth | 1913 | Fiction; Family; Mining
Dubliners | Joyce, James | London: Grant Richards | 1914 | Short stories; Dublin; Ireland
The Thirty-Nine Steps | Buchan, John | Edinburgh: William Blackwood | 1915 | Spy fiction; Adventure; Scotland
The Good Soldier | Ford, Ford Madox | London: John Lane | 1915 | Fiction; Marriage; Passion
A Portrait of the Artist as a Young Man | Joyce, James | New York: B. W. Huebsch | 1916 | Fiction; Coming of age; Ireland
My Ántonia | Cather, Willa | Boston: Houghton Mifflin | 1918 | Fiction; Nebraska; Immigrants
The Age of Innocence | Wharton, Edith | New York: Appleton | 1920 | Fiction; New York; Marriage
The Mysterious Affair at Styles | Christie, Agatha | London: John Lane | 1920 | Crime fiction; Poison; Houses | series=Hercule Poirot, 1
Ulysses | Joyce, James | Paris: Shakespeare and Company | 1922 | Fiction; Dublin; Modernism
A Passage to India | Forster, E. M. | London: Edward Arnold | 1924 | Fiction; India; Friendship
The Great Gatsby | Fitzgerald, F. Scott | New York: Scribner | 2004 | Fiction; Wealth; New York | isbn=9780743273565
Mrs Dalloway | Woolf, Virginia | London: Hogarth Press | 1925 | Fiction; London; Modernism
The Murder of Roger Ackroyd | Christie, Agatha | London: Collins | 1926 | Crime fiction; Villages; Murder | series=Hercule Poirot
The Sun Also Rises | Hemingway, Ernest | New York: Scribner | 1926 | Fiction; Spain; Lost generation
To the Lighthouse | Woolf, Virginia | London: Hogarth Press | 1927 | Fiction; Family; Sea
Orlando // A Biography | Woolf, Virginia | London: Hogarth Press | 1928 | Fiction; Identity; Time
A Farewell to Arms | Hemingway, Ernest | New York: Scribner | 1929 | Fiction; World War, 1914-1918; Love
The Sound and the Fury | Faulkner, William | New York: Cape and Smith | 1929 | Fiction; Family; Mississippi
As I Lay Dying | Faulkner, William | New York: Cape and Smith | 1930 | Fiction; Family; Death
The Maltese Falcon | Hammett, Dashiell | New York: Knopf | 1930 | Crime fiction; San Francisco; Detectives
Brave New World | Huxley, Aldous | London: Chatto and Windus | 1932 | Science fiction; Dystopias; Society
Cold Comfort Farm | Gibbons, Stella | London: Longmans | 1932 | Fiction; Humour; Farms
Murder on the Orient Express | Christie, Agatha | London: Collins | 1934 | Crime fiction; Trains; Murder | series=Hercule Poirot
Their Eyes Were Watching God | Hurston, Zora Neale | Philadelphia: Lippincott | 1937 | Fiction; Women; Florida
Of Mice and Men | Steinbeck, John | New York: Covici Friede | 1937 | Fiction; Friendship; California
Rebecca | Du Maurier, Daphne | London: Gollancz | 1938 | Fiction; Marriage; Cornwall
Brighton Rock | Greene, Graham | London: Heinemann | 1938 | Crime fiction; Gangs; Brighton
The Grapes of Wrath | Steinbeck, John | New York: Viking | 1939 | Fiction; Migration; Poverty
The Big Sleep | Chandler, Raymond | New York: Knopf | 1939 | Crime fiction; Detectives; Los Angeles
And Then There Were None | Christie, Agatha | London: Collins | 1939 | Crime fiction; Islands; Murder
Animal Farm // A Fairy Story | Orwell, George | London: Secker and Warburg | 1945 | Satire; Animals; Politics
Brideshead Revisited | Waugh, Evelyn | London: Chapman and Hall | 1945 | Fiction; Family; Religion
Nineteen Eighty-Four | Orwell, George | London: Secker and Warburg | 1949 | Science fiction; Dystopias; Politics
`,
  },
];
