package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffReaderTest {
    private static final String WHOLE = """
            {"ticketId":"S-1","taxNumber":"123","sequence":88123,"status":"PENDING_TRANSFER",
             "statusDate":"2026-06-14T09:12:33.120Z","walletOwner":{"email":"anna@example.org"},
             "spectatorDetails":{"email":"ben@example.org","title":"Mr","firstName":"Ben","lastName":"Bo",
               "dateOfBirth":"1990-01-31","nationality":"CHE","idCardNumber":"X1","phoneNumber":"+41","residenceCountry":"CH",
               "language":"fr","organizerSpectatorPreference":{"allowPromoEmail":true,"allowThirdPartyEmail":false}},
             "ticketHolder":{"lastName":"Meier","firstName":"Anna","age":7},
             "transfer":{"transferId":"t-77f3","direction":"FORWARD","senderEmail":"anna@example.org",
               "recipientEmail":"ben@example.org","initiatedAt":"2026-06-14T09:12:33Z","endedAt":null,"reason":"gift"}}""";

    @Test
    void everyMemberIsRead() {
        DiffEntry entry = entry(WHOLE);

        assertThat(entry.ticketId()).isEqualTo(new TicketId("S-1"));
        assertThat(entry.taxNumber()).isEqualTo("123");
        assertThat(entry.sequence()).isEqualTo(88123L);
        assertThat(entry.statusDate()).isEqualTo(Instant.parse("2026-06-14T09:12:33.120Z"));
        assertThat(entry.walletOwner()).isEqualTo(Told.of("anna@example.org"));
        assertThat(entry.ticketHolder())
                .isEqualTo(Told.of("{\"age\":7,\"firstName\":\"Anna\",\"lastName\":\"Meier\"}"));
        assertThat(entry.spectator())
                .hasToString("RawDetails[email=ben@example.org, title=Mr, firstName=Ben, lastName=Bo,"
                        + " dateOfBirth=1990-01-31, nationality=CHE, idCardNumber=X1, phoneNumber=+41, residenceCountry=CH,"
                        + " language=fr, allowPromoEmail=true, allowThirdPartyEmail=false]");
        assertThat(entry.transfer())
                .isEqualTo(new DiffEntry.TransferBlock(
                        "t-77f3",
                        "anna@example.org",
                        "ben@example.org",
                        Instant.parse("2026-06-14T09:12:33Z"),
                        null,
                        "gift"));
        assertThat(entry.warnings()).isEmpty();
        assertThat(entry.raw()).asString(StandardCharsets.UTF_8).isEqualTo(WHOLE);
    }

    @Test
    void absentNullAndGivenAreToldApart() {
        DiffEntry absent = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\"}");
        DiffEntry cleared =
                entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"walletOwner\":null,\"ticketHolder\":null}");
        DiffEntry inside = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"walletOwner\":{\"email\":null}}");
        DiffEntry empty = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"walletOwner\":{}}");

        assertThat(absent.walletOwner()).isEqualTo(Told.nothing());
        assertThat(cleared.walletOwner()).isEqualTo(Told.of(null));
        assertThat(cleared.ticketHolder()).isEqualTo(Told.of(null));
        assertThat(inside.walletOwner()).isEqualTo(Told.of(null));
        assertThat(empty.walletOwner()).isEqualTo(Told.nothing());
        assertThat(absent.digest()).isNotEqualTo(cleared.digest()).isEqualTo(empty.digest());
        assertThat(absent.spectator()).isNull();
        assertThat(absent.transfer()).isNull();
    }

    @Test
    void theDigestIsTheSameForEverySpellingAndForUnknownMembers() {
        DiffEntry entry = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"statusDate\":\"2026-06-14T09:00:00Z\","
                + "\"ticketHolder\":{\"firstName\":\"Zoé\",\"lastName\":\"B\"}}");
        DiffEntry other = entry(
                "{ \"ticketHolder\" : {\"lastName\":\"B\",\"firstName\":\"Zo\\u00e9\",\"x\":null},"
                        + "\"new\":[1,{}],\"statusDate\":\"2026-06-14T11:00:00.000+02:00\",\"status\":\"ASS\\u0049GNED\",\"ticketId\":\"S-1\"}");

        assertThat(other.digest()).isEqualTo(entry.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"S-1\"|\"S-2\"",
                "88123|88124",
                "\"PENDING_TRANSFER\"|\"TRANSFERRED\"",
                "33.120Z|33.121Z",
                "\"walletOwner\":{\"email\":\"anna@example.org\"}|\"walletOwner\":null",
                "\"walletOwner\":{\"email\":\"anna@example.org\"},|",
                "\"Ben\"|null",
                "\"allowThirdPartyEmail\":false|\"x\":false",
                "\"t-77f3\"|\"t-77f4\"",
                "\"endedAt\":null|\"endedAt\":\"2026-06-14T10:00:00Z\"",
                "\"gift\"|null",
                "\"Meier\"|\"Meyer\""
            })
    void theDigestDiffersWithEveryKnownMember(String from, String to) {
        String changed = WHOLE.replace(from, to == null ? "" : to);

        assertThat(changed).isNotEqualTo(WHOLE);
        assertThat(entry(changed).digest()).isNotEqualTo(entry(WHOLE).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42||entry: a number",
                "null||entry: null",
                "\"S-1\"||entry: a string",
                "[1,[2]]||entry: an array",
                "{}||ticketId: absent",
                "{\"status\":\"ASSIGNED\"}||ticketId: absent",
                "{\"ticketId\":{},\"status\":\"ASSIGNED\"}||ticketId: absent or no text",
                "{\"ticketId\":1.5,\"status\":\"ASSIGNED\"}||ticketId",
                "{\"ticketId\":\"\",\"status\":\"ASSIGNED\"}||ticketId: \"\" (expected: 1 to 200",
                "{\"ticketId\":\"S\\u00001\",\"status\":\"ASSIGNED\"}||ticketId: S?1",
                "{\"ticketId\":\"S-1\"}|S-1|status: absent",
                "{\"ticketId\":\"S-1\",\"status\":null}|S-1|status: absent",
                "{\"ticketId\":\"S-1\",\"status\":7}|S-1|status: absent or no text",
                "{\"ticketId\":\"S-1\",\"status\":\"  \"}|S-1|status",
                "{\"ticketId\":\"S-1\",\"status\":\"A\\u0000\"}|S-1|status: A?",
                "{\"ticketId\":\"S-1\",\"status\":tru}|S-1|entry: not JSON at its byte",
                "{\"status\":oops,\"ticketId\":\"S-1\"}||entry: not JSON",
                "{\"ticketId\":\"S-1\" \"status\":\"ASSIGNED\"}|S-1|entry: not JSON"
            })
    void whatIsNoEntryIsRejectedAloneWithItsBytes(String member, String ticketId, String detail) {
        List<DiffItem> items = items(WHOLE, member, WHOLE);

        assertThat(items.get(0)).isInstanceOf(DiffEntry.class);
        assertThat(items.get(2)).isInstanceOf(DiffEntry.class);
        assertThat(items.get(1)).isInstanceOfSatisfying(DiffItem.Rejected.class, rejected -> {
            assertThat(rejected.raw()).asString(StandardCharsets.UTF_8).isEqualTo(member);
            assertThat(rejected.ticketId()).isEqualTo(ticketId == null ? null : new TicketId(ticketId));
            assertThat(rejected.detail()).startsWith(detail);
        });
    }

    @Test
    void integersCountAsTicketIdAndTaxNumber() {
        DiffEntry entry = entry("{\"ticketId\":100234,\"taxNumber\":12300123,\"status\":\"ASSIGNED\"}");

        assertThat(entry.ticketId().value()).isEqualTo("100234");
        assertThat(entry.taxNumber()).isEqualTo("12300123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sequence\":\"7\"",
                "\"sequence\":7.5",
                "\"sequence\":99999999999999999999999",
                "\"statusDate\":\"31/02/1990\"",
                "\"statusDate\":1718356353",
                "\"statusDate\":\"2026-06-14T09:12:33\"",
                "\"taxNumber\":\"1\\u00002\"",
                "\"taxNumber\":\"\\ud800\"",
                "\"taxNumber\":[1]",
                "\"walletOwner\":\"anna@example.org\"",
                "\"walletOwner\":{\"email\":5}",
                "\"ticketHolder\":[]",
                "\"spectatorDetails\":\"x\"",
                "\"transfer\":true"
            })
    void anOptionalMemberThatCannotBeUsedCountsAsAbsentWithAWarning(String member) {
        DiffEntry entry = entry("{\"ticketId\":\"S-1\"," + member + ",\"status\":\"ASSIGNED\"}");

        assertThat(entry.warnings()).singleElement().asString().contains("(expected: ");
        assertThat(entry.digest())
                .isEqualTo(
                        entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\"}").digest());
    }

    @Test
    void membersWithinBlocksThatCannotBeUsedCountAsAbsent() {
        DiffEntry entry = entry("""
                {"ticketId":"S-1","status":"TRANSFERRED",
                 "transfer":{"transferId":{},"senderEmail":1,"recipientEmail":"b@c","initiatedAt":"yesterday","reason":[]},
                 "spectatorDetails":{"firstName":7,"organizerSpectatorPreference":{"allowPromoEmail":"yes"}},
                 "ticketHolder":{"firstName":"a\\u0000","nested":{"deep":[1]},"vip":true}}""");

        assertThat(entry.transfer()).isEqualTo(new DiffEntry.TransferBlock(null, null, "b@c", null, null, null));
        assertThat(entry.ticketHolder()).isEqualTo(Told.of("{\"vip\":true}"));
        assertThat(entry.warnings()).hasSize(7);
    }

    @Test
    void anAddressThatIsGivenAndUnusableStaysGivenAndUnusable() {
        DiffEntry entry =
                entry("{\"ticketId\":\"S-1\",\"status\":\"TRANSFERRED\",\"walletOwner\":{\"email\":\"a\\u0000@b.org\"},"
                        + "\"transfer\":{\"recipientEmail\":\"" + "x".repeat(100_000) + "@b.org\"}}");

        assertThat(entry.walletOwner()).isEqualTo(Told.of("a\u001A@b.org"));
        assertThat(Objects.requireNonNull(entry.transfer()).recipientEmail()).hasSize(1000);
    }

    @Test
    void hostileTextsAreReadAsTheyCame() {
        String name = "n".repeat(100_000);
        DiffEntry entry = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"spectatorDetails\":{\"firstName\":\""
                + name + "\",\"lastName\":\"\u202Egro\u0000\\u0000\"},\"n\":" + "9".repeat(100_000) + "}");

        assertThat(Objects.requireNonNull(entry.spectator()).firstName()).isEqualTo(name);
        assertThat(Objects.requireNonNull(entry.spectator()).lastName()).isEqualTo("\u202Egro\u0000\u0000");
    }

    @Test
    void ofAMemberThatComesTwiceTheLastCounts() {
        DiffEntry entry = entry("{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"status\":\"DELETED\"}");

        assertThat(entry.status()).isEqualTo("DELETED");
        assertThat(entry.warnings()).containsExactly("status: came twice (the last counts)");
    }

    @Test
    void deepNestingAndInvalidUtf8CostOnlyTheirEntry() {
        String deep = "{\"ticketId\":\"S-1\",\"status\":\"ASSIGNED\",\"x\":" + "[".repeat(200_000) + "]".repeat(200_000)
                + "}";
        byte[] page = page(WHOLE, deep, "{\"ticketId\":\"S-2\",\"status\":\"~\"}", WHOLE);
        int tilde = new String(page, StandardCharsets.ISO_8859_1).indexOf('~');
        page[tilde] = (byte) 0xC3;

        List<DiffItem> items = read(page).items();

        assertThat(items.get(0)).isInstanceOf(DiffEntry.class);
        assertThat(items.get(1)).isInstanceOfSatisfying(DiffItem.Rejected.class, rejected -> {
            assertThat(rejected.ticketId()).isEqualTo(new TicketId("S-1"));
            assertThat(rejected.detail()).isEqualTo("entry: nested too deep (expected: at most 1000 levels)");
        });
        assertThat(items.get(2))
                .isInstanceOfSatisfying(
                        DiffItem.Rejected.class,
                        rejected -> assertThat(rejected.ticketId()).isEqualTo(new TicketId("S-2")));
        assertThat(items.get(3)).isInstanceOf(DiffEntry.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tickets\":[],\"nextPaginationKey\":\"k\",\"hasMore\":true}|true",
                "{\"tickets\":[],\"nextPaginationKey\":\"k\",\"hasMore\":false}|false",
                "{\"hasMore\":\"no\",\"nextPaginationKey\":\"k\",\"tickets\":[],\"x\":{\"tickets\":5}}|",
                "{\"nextPaginationKey\":\"k\",\"tickets\":[]}|"
            })
    void whatIsSaidOfFurtherPagesIsRead(String body, Boolean hasMore) {
        DiffPage page = read(body.getBytes(StandardCharsets.UTF_8));

        assertThat(page.hasMore()).isEqualTo(Optional.ofNullable(hasMore));
        assertThat(page.last()).isEqualTo(hasMore == null || !hasMore);
    }

    @Test
    void withoutAWordOfFurtherPagesAnEmptyOneIsTheLast() {
        assertThat(read("{\"tickets\":[1],\"nextPaginationKey\":\"k\"}".getBytes(StandardCharsets.UTF_8))
                        .last())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>sorry</html>|not JSON from byte 0 on|no",
                "\"tickets\"|not JSON|no",
                "[]|not JSON|no",
                "{}|no array tickets|no",
                "{\"tickets\":{},\"nextPaginationKey\":\"k\"}|no array tickets|no",
                "{\"tickets\":null,\"nextPaginationKey\":\"k\"}|no array tickets|no",
                "{\"tickets\":[]}|nextPaginationKey: absent|no",
                "{\"tickets\":[],\"nextPaginationKey\":7}|nextPaginationKey: absent or no text|no",
                "{\"tickets\":[],\"nextPaginationKey\":\"\"}|nextPaginationKey: 0 characters|no",
                "{\"tickets\":[],\"nextPaginationKey\":\"a\\u0000\"}|nextPaginationKey: 2 characters, a?|no",
                "{\"tickets\":[],\"nextPaginationKey\":\"k\"} x|not JSON from byte 39 on|no",
                "{\"tickets\":[],\"tickets\":[],\"nextPaginationKey\":\"k\"}|member tickets comes twice|no",
                "{\"tickets\":[{]}],\"nextPaginationKey\":\"k\"}|not JSON|no",
                "{\"tickets\":[1,],\"nextPaginationKey\":\"k\"}|not JSON|no",
                "{\"tickets\":[<b>],\"nextPaginationKey\":\"k\"}|not JSON|no",
                "{\"tickets\":[{\"ticketId\":\"S-1|cut off after 28 bytes|yes",
                "{\"tickets\":[]|cut off after 13 bytes|yes",
                "``|nothing came|yes"
            })
    void whatIsNoPageSaysWhatItIs(String body, String reason, String cutOff) {
        assertThat(DiffReader.read((body == null ? "" : body).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(DiffReader.Reading.Broken.class, broken -> {
                    assertThat(broken.reason()).startsWith(reason);
                    assertThat(broken.cutOff()).isEqualTo(cutOff.equals("yes"));
                });
    }

    @Test
    void aKeyMayBeLongAndNotLonger() {
        String page = "{\"tickets\":[],\"nextPaginationKey\":\"%s\"}";

        assertThat(DiffReader.read(page.formatted("k".repeat(4096)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DiffReader.Reading.Page.class);
        assertThat(DiffReader.read(page.formatted("k".repeat(4097)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DiffReader.Reading.Broken.class);
    }

    @Test
    void nothingThatIsSentEndsInAnException() {
        byte[] good = page(WHOLE, "{\"ticketId\":\"S-2\",\"status\":\"DELETED\"}", WHOLE);
        Random random = new Random(20260614);
        byte[] poison = "\"\\{}[],:\u0000\u00ff0e-tn".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = good.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                broken[random.nextInt(broken.length)] = poison[random.nextInt(poison.length)];
            }
            assertThat(DiffReader.read(broken)).isNotNull();
        }
    }

    @Test
    void everyPrefixOfAPageIsCutOff() {
        byte[] good = page("{\"ticketId\":\"S-2\",\"status\":\"DELETED\",\"sequence\":-1.5e3}", "true");
        for (int length = 0; length < good.length - 1; length++) {
            byte[] prefix = Arrays.copyOf(good, length);
            assertThat(DiffReader.read(prefix))
                    .isInstanceOfSatisfying(
                            DiffReader.Reading.Broken.class,
                            broken -> assertThat(broken.cutOff()).isTrue());
        }
    }

    static byte[] page(String... members) {
        return ("{\"tickets\":[" + String.join(" , ", members) + "],\"nextPaginationKey\":\"k\",\"hasMore\":false}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static DiffPage read(byte[] body) {
        if (DiffReader.read(body) instanceof DiffReader.Reading.Page(DiffPage page)) {
            return page;
        }
        throw new AssertionError(DiffReader.read(body).toString());
    }

    private static List<DiffItem> items(String... members) {
        return new ArrayList<>(read(page(members)).items());
    }

    private static DiffEntry entry(String member) {
        if (items(member).getFirst() instanceof DiffEntry entry) {
            return entry;
        }
        throw new AssertionError(items(member).getFirst().toString());
    }
}
