import type { TitleBlock } from './title-lines.ts';

/** Children's books and comics in English. */
export const YOUNG_EN: readonly TitleBlock[] = [
  {
    shelf: 'children',
    kind: 'book',
    language: 'eng',
    lines: `
A Little Pretty Pocket-Book | Newbery, John | London: John Newbery | 1744 | Children; Games; Rhymes
Alice’s Adventures in Wonderland | Carroll, Lewis | London: Macmillan | 1865 | Children’s fiction; Dreams; Animals
The Water-Babies | Kingsley, Charles | London: Macmillan | 1863 | Children’s fiction; Fairies; Rivers
Little Women | Alcott, Louisa May | Boston: Roberts Brothers | 1868 | Children’s fiction; Sisters; Family
Through the Looking-Glass | Carroll, Lewis | London: Macmillan | 1871 | Children’s fiction; Dreams; Chess
The Adventures of Tom Sawyer | Twain, Mark | Hartford: American Publishing Company | 1876 | Children’s fiction; Rivers; Childhood
Black Beauty | Sewell, Anna | London: Jarrold | 1877 | Children’s fiction; Horses; Animals
Treasure Island | Stevenson, Robert Louis | London: Cassell | 1883 | Children’s fiction; Pirates; Islands
The Jungle Book | Kipling, Rudyard | London: Macmillan | 1894 | Children’s fiction; Animals; India
The Wonderful Wizard of Oz | Baum, L. Frank | Chicago: George M. Hill | 1900 | Children’s fiction; Magic; Journeys
The Tale of Peter Rabbit | Potter, Beatrix | London: Frederick Warne | 1902 | Picture books; Rabbits; Gardens
The Railway Children | Nesbit, E. | London: Wells Gardner, Darton | 1906 | Children’s fiction; Trains; Family
Anne of Green Gables | Montgomery, L. M. | Boston: L. C. Page | 1908 | Children’s fiction; Orphans; Canada
The Wind in the Willows | Grahame, Kenneth | London: Methuen | 1908 | Children’s fiction; Animals; Rivers
The Secret Garden | Burnett, Frances Hodgson | New York: Frederick A. Stokes | 1911 | Children’s fiction; Gardens; Orphans
Peter and Wendy | Barrie, J. M. | London: Hodder and Stoughton | 1911 | Children’s fiction; Magic; Pirates
Winnie-the-Pooh | Milne, A. A. | London: Methuen | 1926 | Children’s fiction; Bears; Friendship
Swallows and Amazons | Ransome, Arthur | London: Jonathan Cape | 1930 | Children’s fiction; Sailing; Holidays
Mary Poppins | Travers, P. L. | London: Gerald Howe | 1934 | Children’s fiction; Magic; Family
The Hobbit // or, There and Back Again | Tolkien, J. R. R. | London: Allen and Unwin | 1937 | Fantasy; Quests; Dragons
The Lion, the Witch and the Wardrobe | Lewis, C. S. | London: Geoffrey Bles | 1950 | Fantasy; Magic; Animals | series=The Chronicles of Narnia, 1
Charlotte’s Web | White, E. B. | New York: Harper | 1952 | Children’s fiction; Spiders; Friendship
A Bear Called Paddington | Bond, Michael | London: Collins | 1958 | Children’s fiction; Bears; London
Where the Wild Things Are | Sendak, Maurice | New York: Harper and Row | 1963 | Picture books; Monsters; Imagination
Charlie and the Chocolate Factory | Dahl, Roald | New York: Knopf | 1964 | Children’s fiction; Chocolate; Humour
The Very Hungry Caterpillar | Carle, Eric | New York: World Publishing | 1969 | Picture books; Insects; Food
Each Peach Pear Plum | Ahlberg, Janet; Ahlberg, Allan | London: Kestrel | 1978 | Picture books; Rhymes; Fairy tales
The BFG | Dahl, Roald | London: Jonathan Cape | 1982 | Children’s fiction; Giants; Dreams
Matilda | Dahl, Roald | London: Jonathan Cape | 1988 | Children’s fiction; School; Books
Northern Lights | Pullman, Philip | London: Scholastic | 1995 | Fantasy; Arctic; Adventure | series=His Dark Materials, 1
Harry Potter and the Philosopher’s Stone | Rowling, J. K. | London: Bloomsbury | 1997 | Fantasy; Magic; School | series=Harry Potter, 1; isbn=9780747532699
Harry Potter and the Chamber of Secrets | Rowling, J. K. | London: Bloomsbury | 1998 | Fantasy; Magic; School | series=Harry Potter, 2
Holes | Sachar, Louis | New York: Farrar, Straus and Giroux | 1998 | Children’s fiction; Deserts; Friendship
The Gruffalo | Donaldson, Julia; Scheffler, Axel | London: Macmillan | 1999 | Picture books; Monsters; Forests
Coraline | Gaiman, Neil | London: Bloomsbury | 2002 | Fantasy; Houses; Horror
The Hunger Games | Collins, Suzanne | New York: Scholastic | 2008 | Science fiction; Dystopias; Survival | series=The Hunger Games, 1; isbn=9780439023481
Wonder | Palacio, R. J. | New York: Knopf | 2012 | Children’s fiction; School; Difference
`,
  },
  {
    shelf: 'comics',
    kind: 'comic',
    language: 'eng',
    lines: `
A Contract with God | Eisner, Will | New York: Baronet | 1978 | Graphic novels; New York; Judaism
The Complete Peanuts // 1950 to 1952 | Schulz, Charles M. | Seattle: Fantagraphics | 2004 | Comics; Childhood; Humour
The Dark Knight Returns | Miller, Frank | New York: DC Comics | 1986 | Comics; Superheroes; Crime | series=Batman
Watchmen | Moore, Alan; Gibbons, Dave | New York: DC Comics | 1987 | Graphic novels; Superheroes; Cold War
V for Vendetta | Moore, Alan; Lloyd, David | New York: DC Comics | 1990 | Graphic novels; Dystopias; Politics
Maus // A Survivor’s Tale | Spiegelman, Art | New York: Pantheon | 1996 | Graphic novels; Holocaust; Fathers | isbn=9780679406419
Understanding Comics | McCloud, Scott | Northampton: Tundra | 1993 | Comics; Art; Storytelling
Calvin and Hobbes | Watterson, Bill | Kansas City: Andrews McMeel | 1987 | Comics; Childhood; Humour
Preludes and Nocturnes | Gaiman, Neil; Kieth, Sam | New York: DC Comics | 1991 | Graphic novels; Dreams; Fantasy | series=The Sandman, 1
Hellboy // Seed of Destruction | Mignola, Mike | Milwaukie: Dark Horse | 1994 | Comics; Monsters; Adventure | series=Hellboy, 1
Ghost World | Clowes, Daniel | Seattle: Fantagraphics | 1997 | Graphic novels; Adolescence; Friendship
Jimmy Corrigan, the Smartest Kid on Earth | Ware, Chris | New York: Pantheon | 2000 | Graphic novels; Fathers; Chicago
Blankets | Thompson, Craig | Marietta: Top Shelf | 2003 | Graphic novels; Love; Religion
Fun Home // A Family Tragicomic | Bechdel, Alison | Boston: Houghton Mifflin | 2006 | Graphic novels; Fathers; Homosexuality
The Arrival | Tan, Shaun | Sydney: Lothian | 2006 | Graphic novels; Migration; Wordless books
Tamara Drewe | Simmonds, Posy | London: Jonathan Cape | 2007 | Graphic novels; Villages; Writing
Saga, Volume One | Vaughan, Brian K.; Staples, Fiona | Berkeley: Image Comics | 2012 | Comics; Science fiction; Family | series=Saga, 1
Hyperbole and a Half | Brosh, Allie | New York: Touchstone | 2013 | Comics; Humour; Depression
Smile | Telgemeier, Raina | New York: Scholastic | 2010 | Comics; School; Adolescence
March // Book One | Lewis, John; Aydin, Andrew; Powell, Nate | Marietta: Top Shelf | 2013 | Graphic novels; Civil rights; United States | series=March, 1
Heartstopper, Volume 1 | Oseman, Alice | London: Hodder | 2019 | Graphic novels; Love; School | series=Heartstopper, 1
`,
  },
];
