package io.counterfoil.wallet;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Somebody of the demonstration's crowd; nobody real.
 *
 * @param language BCP 47
 * @param country ISO 3166-1 alpha-2
 */
public record CrowdPerson(
        String title, String firstName, String lastName, String email, String language, String country) {
    private static final List<Origin> ORIGINS = List.of(
            new Origin(
                    "fr",
                    "FR",
                    List.of("Camille", "Élodie", "Margaux", "Inès", "Juliette"),
                    List.of("Hugo", "Théo", "Mathieu", "Rémi", "Antoine"),
                    List.of("Lefèvre", "Moreau", "Garnier", "Chevalier", "Rousseau", "Fontaine", "Perrin", "Barbier")),
            new Origin(
                    "en",
                    "GB",
                    List.of("Olivia", "Harriet", "Grace", "Imogen", "Freya"),
                    List.of("Oliver", "Callum", "Edmund", "Jasper", "Rhys"),
                    List.of("Whitaker", "Ashdown", "Barlow", "Hargreaves", "Pemberton", "Langley", "Marsh", "Doyle")),
            new Origin(
                    "de",
                    "DE",
                    List.of("Anneliese", "Jana", "Greta", "Käthe", "Svenja"),
                    List.of("Jürgen", "Lukas", "Matthias", "Till", "Benedikt"),
                    List.of("Brückner", "Hofmann", "Lindner", "Vogel", "Schäfer", "Kessler", "Winkler", "Roth")),
            new Origin(
                    "es",
                    "ES",
                    List.of("Lucía", "Martina", "Elena", "Pilar", "Noelia"),
                    List.of("Álvaro", "Javier", "Mateo", "Íñigo", "Sergio"),
                    List.of("Navarro", "Castaño", "Herrera", "Ibáñez", "Molina", "Serrano", "Vidal", "Prieto")));

    /** So many people, all with addresses of their own; the same for the same seed. */
    public static List<CrowdPerson> people(int count, long seed) {
        Random random = new Random(seed);
        List<CrowdPerson> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Origin origin = ORIGINS.get(i % ORIGINS.size());
            boolean woman = random.nextBoolean();
            String first = pick(random, woman ? origin.women : origin.men);
            String last = pick(random, origin.lastNames);
            String host = random.nextInt(3) == 0 ? "example.com" : "example.org";
            String address = ascii(first) + "." + ascii(last) + "." + (i + 1) + "@" + host;
            people.add(new CrowdPerson(woman ? "Ms" : "Mr", first, last, address, origin.language, origin.country));
        }
        return List.copyOf(people);
    }

    private static String pick(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private record Origin(
            String language, String country, List<String> women, List<String> men, List<String> lastNames) {}
}
