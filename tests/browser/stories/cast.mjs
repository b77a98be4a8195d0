// Who is in the stories, and on which device.

export const DESK = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844, touch: true };
/** A phone in a private window, or one that is at its first visit: no service worker keeps anything for it. */
export const BARE_PHONE = { ...PHONE, worker: false };

export const ADMINISTRATOR = { name: "Inès Garat", email: "ines@reseau.example.org", password: "corde sable tuile" };
export const CAMILLE = { name: "Camille Duprat", email: "camille@epicerie.example.org", password: "prune verte lampe" };
export const NADIA = { name: "Nadia Ferrand", email: "nadia@restos.example.org", password: "cloche rivage noix" };
export const JEAN = { name: "Jean Lacaze", email: "jean@restos.example.org", password: "volet argile plume" };
export const DENISE = { name: "Denise Castagnet", email: "denise@banque.example.org", password: "sentier rouge bassine" };
export const ELSEWHERE = { name: "Marc Renoir", email: "marc@loin.example.org", password: "girouette etang miel" };

export const GROCERY = "Épicerie sociale de Libourne";
export const RESTOS = "Restos du Cœur de Coutras";
export const FOOD_BANK = "Banque alimentaire du Libournais";
export const REFUSED = "Comité des fêtes lointain";

/** Communes in the columns that `maillage import communes` reads. */
export const COMMUNES = [
  "33063,Bordeaux,33000,33,44.833333,-0.566667",
  "33138,Coutras,33230,33,45.033333,-0.133333",
  "33243,Libourne,33500,33,44.916667,-0.233333",
];
