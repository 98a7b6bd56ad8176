/** Names, streets and remarks that invented readers are made of. Any likeness is chance. */

const words = (text: string) => text.trim().split(/\s+/);

export const GIVEN_NAMES_FR = words(`
  Camille Louise Jeanne Inès Manon Léa Chloé Zoé Margaux Élise Anaïs Solène Aurélie Maëlle Clémence Yasmine Awa Fatou
  Nadia Salomé Mathilde Agathe Violette Apolline Hugo Lucas Théo Gabriel Raphaël Arthur Jules Adam Paul Antoine Maxime
  Baptiste Éloi Gaspard Malo Yanis Karim Mehdi Moussa Issa Victor Étienne François Jérôme Cédric Loïc Tristan Rémi
`);
export const GIVEN_NAMES_EN = words(`
  Oliver Emily Harry Amelia Jack Isla George Charlotte Thomas Grace Henry Ruby James Alice Priya Arjun Siobhan Callum
  Fiona Declan Megan Rhys Zainab Kwame Naomi Duncan Beatrice Rosalind Edmund Imogen
`);
export const FAMILY_NAMES_FR = words(`
  Aubertin Beaulieu Besson Bonnefoy Boulanger Carpentier Chastain Chevallier Collignon Courtois Dampierre Delaunay
  Delmas Desjardins Diallo Duchemin Faucher Favreau Fontanel Garnier Giraudeau Guérin Hamidi Jacquemin Joubert Kaci
  Labrousse Lacombe Laforêt Laurençon Lefranc Lemoine Maréchal Marchand Meunier Montagne N’Diaye Olivier Paillard
  Pasquier Perrault Pichon Quentin Renaudin Rivière Rousselin Sauvage Tessier Traoré Vasseur Verdier Villeneuve Zeroual
`);
export const FAMILY_NAMES_EN = words(`
  Ashworth Bennett Blackwood Carmichael Davenport Ellison Fairchild Gallagher Hartley Ingram Kavanagh Langley MacAllister
  Nightingale O’Connell Okafor Pemberton Ramsey Sharma Thornton Underwood Vaughan Whitaker Yardley
`);
export const STREETS = [
  'rue de la Fontaine',
  'rue des Tanneurs',
  'rue du Moulin',
  'avenue de la Gare',
  'allée des Tilleuls',
  'place du Marché',
  'chemin des Vignes',
  'rue des Écoles',
  'quai des Lavandières',
  'impasse du Puits',
  'rue du Faubourg-Neuf',
  'boulevard des Platanes',
];
export const NOTES = [
  'Préfère être prévenu par téléphone.',
  'Emprunte aussi pour sa voisine : procuration au dossier.',
  'Large print when there is a choice, please.',
  'Carte à renouveler : apporter un justificatif de domicile.',
  'Member of the Thursday book club.',
];
