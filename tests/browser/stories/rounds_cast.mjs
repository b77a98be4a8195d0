// What the story of a round is about: its name, the sites, the food.

export const TITLE = "Répartition de la semaine";
export const SHOP = "Épicerie de Libourne";
export const BRANCH = "Antenne de Coutras";
export const [RICE, JUICE] = ["Riz long, sacs de 5 kg", "Jus de pomme, bouteilles de 1 l"];
/** Thirty-eight lots of tins, one of rice, one of juice, kg. */
export const [OF_TINS, OF_RICE, OF_JUICE] = [6, 240, 24];
export const ALL = 38 * OF_TINS + OF_RICE + OF_JUICE;
/** Why the branch does not take the rice, in Jean's words. */
export const WHY = "Déjà livrés hier par un magasin";
/** What Denise gives the branch of the rice: more than would be its share. */
export const BY_HAND = 150;
