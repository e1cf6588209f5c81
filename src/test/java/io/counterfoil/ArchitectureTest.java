package io.counterfoil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.counterfoil.Sources.Source;
import io.counterfoil.kernel.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the house (ARCHITECTURE.md), as far as a machine can tell. Runs first. */
@Order(1)
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter().importPath(Path.of("target/classes"));
    private static final List<Source> SOURCES = Sources.all();

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_RULE = 150;
    private static final int LONGEST_METHOD = 40;
    private static final int MOST_PARAMETERS = 7;

    /** The whole package is about the database server and its transactions. */
    private static final String DATABASE = "database.";

    private static final Pattern SQL = Pattern.compile(
            "(?is)\\s*(select\\s+\\S|insert\\s+into\\s|update\\s+\\w+\\s|delete\\s+from\\s|with\\s+\\w+\\s+as\\s|"
                    + "truncate\\s+\\w|copy\\s+\\w+\\s|lock\\s+table\\s|listen\\s+\\w|notify\\s+\\w).*");

    /** Classes with SQL whose names don't say so, and why that is. */
    private static final Map<String, String> SQL_ELSEWHERE = Map.ofEntries(
            Map.entry("backoffice.SessionConfiguration", "a statement of Spring Session's, in an order that it needs"),
            Map.entry("journal.Journal", "the journal is nothing but its table"),
            Map.entry("journal.InstallationJournal", "the same, of the installation"),
            Map.entry("journal.JournalCheck", "reads what Journal wrote, for the doctor only"),
            Map.entry("sync.HeldTraces", "the statements of an erasure, beside HeldStore which is full"),
            Map.entry("sync.SyncPositions", "the store of one row, named for it"),
            Map.entry("tickets.TicketContactUse", "answers contacts by two statements of its own"),
            Map.entry("tickets.TicketNames", "answers organizers by one statement of its own"),
            Map.entry("wallet.Wallet", "the wallet is another program in the same process, with few tables"),
            Map.entry("wallet.WalletClients", "the same: keys and wake-up addresses of organizers"),
            Map.entry("wallet.WalletDatabase", "the same: its own transactions"),
            Map.entry("wallet.WalletHousekeeping", "the same: time-outs"),
            Map.entry("wallet.DiffFeed", "the same: the feed is one statement"));

    /** Methods beyond the limits, and why that is. */
    private static final Map<String, String> LARGER = Map.of(
            "database.ServerSettings.postgresqlConf", "a settings file, line by line",
            "imports.ChunkImport.<init>", "the stores that one import chunk writes to in one transaction",
            "journal.Journal.insert", "one statement and its arrays",
            "sync.SyncRun.<init>", "the parts of the story that it tells",
            "sync.EntryReader.member", "one switch with a line for each member of an entry");

    @Test
    void modulesDependOnlyOnWhatTheirPackageInfoAllows() {
        ApplicationModules.of(Application.class).verify();
    }

    @Test
    void everyPackageIsAModuleThatSaysWhatItMayUseAndIsNullMarked() {
        List<Source> infos = SOURCES.stream().filter(Source::isPackageInfo).toList();

        assertThat(infos)
                .extracting(Source::module)
                .containsExactlyInAnyOrderElementsOf(
                        SOURCES.stream().map(Source::module).distinct().toList());
        assertThat(infos).allSatisfy(info -> {
            assertThat(info.text()).contains("@" + NullMarked.class.getSimpleName());
            assertThat(info.packageDoc()).as(info.path() + " says what it is").isNotEmpty();
            if (!info.module().isEmpty()) {
                assertThat(info.text()).contains("@" + ApplicationModule.class.getSimpleName() + "(");
                assertThat(info.text()).contains("allowedDependencies");
            }
        });
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.counterfoil.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void rulesAreValuesInAndValuesOut() {
        classes().that().areAnnotatedWith(Rule.class).should(beClosed()).check(PRODUCT);
        noClasses()
                .that()
                .areAnnotatedWith(Rule.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "java.sql..", "javax.sql..", "org.slf4j..", "java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(PRODUCT);
    }

    @Test
    void everyRuleHasATestOfItsNameAndExamples() throws Exception {
        List<String> missing = new ArrayList<>();
        for (JavaClass rule : rules()) {
            Path test = Path.of("src/test/java", rule.getFullName().replace('.', '/') + "Test.java");
            Path examples = Path.of("src/test/resources/rules", rule.getSimpleName() + ".csv");
            if (!Files.exists(test) || !Files.readString(test).contains("/rules/" + rule.getSimpleName() + ".csv")) {
                missing.add(test + " that reads " + examples.getFileName());
            }
            if (!Files.exists(examples) || !Files.readString(examples).startsWith("# ")) {
                missing.add(examples + " that says at its top what it is about");
            }
        }

        assertThat(rules()).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void examplesBelongToARule() throws Exception {
        List<String> names = rules().stream().map(JavaClass::getSimpleName).toList();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/rules"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".csv")))
                    .allSatisfy(name -> assertThat(names).contains(name.replace(".csv", "")));
        }
    }

    @Test
    void sqlStandsInStores() {
        assertThat(SOURCES.stream()
                        .filter(ArchitectureTest::hasSql)
                        .map(Source::name)
                        .filter(name -> !name.startsWith(DATABASE)
                                && !name.matches(".*(Store|Stores|Writer|Queries)")
                                && !SQL_ELSEWHERE.containsKey(name)))
                .as("classes with SQL (expected: named …Store, …Writer or …Queries, or listed here with the reason)")
                .isEmpty();
    }

    @Test
    void nobodyPrintsOrLogsPastTheLogger() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.counterfoil.commands..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCT);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(PRODUCT);
    }

    @Test
    void whatAClassNeedsComesThroughItsConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(PRODUCT);
    }

    @Test
    void mostTypesAreNobodyElsesBusiness() {
        var types = SOURCES.stream().flatMap(source -> source.types().stream()).toList();
        long visible = types.stream().filter(Source::isPublic).count();

        assertThat(visible).as("public of %d top-level types", types.size()).isLessThan((types.size() + 1L) / 2);
    }

    @Test
    void filesAndMethodsStayShort() {
        List<String> tooLong = new ArrayList<>();
        for (Source source : SOURCES) {
            if (source.lines() > LONGEST_FILE) {
                tooLong.add(source.path() + ": " + source.lines() + " lines");
            }
            for (Sources.Method method : source.methods()) {
                if (LARGER.containsKey(source.name() + "." + method.name())) {
                    continue;
                }
                if (method.lines() > LONGEST_METHOD) {
                    tooLong.add(source.name() + "." + method.name() + ": " + method.lines() + " lines");
                }
                boolean wiring = source.name().endsWith("Configuration");
                if (method.parameters() > MOST_PARAMETERS && !wiring) {
                    tooLong.add(source.name() + "." + method.name() + ": " + method.parameters() + " parameters");
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void aRuleFitsOnAScreenOrTwo() {
        List<String> rules = rules().stream().map(JavaClass::getFullName).toList();

        assertThat(SOURCES.stream()
                        .filter(source -> rules.contains("io.counterfoil." + source.name()))
                        .filter(source -> source.codeLines() > LONGEST_RULE)
                        .map(source -> source.path() + ": " + source.codeLines()))
                .as("rules longer than %d lines without imports, blank lines and comments", LONGEST_RULE)
                .isEmpty();
    }

    static List<JavaClass> rules() {
        return PRODUCT.stream()
                .filter(type -> type.isAnnotatedWith(Rule.class))
                .sorted(java.util.Comparator.comparing(JavaClass::getFullName))
                .toList();
    }

    private static boolean hasSql(Source source) {
        return source.strings().stream().anyMatch(text -> SQL.matcher(text).matches());
    }

    /** Final (records and most enums are), or sealed: nobody adds another case elsewhere. */
    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, a record, an enum or sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                        || type.isEnum()
                        || type.isRecord()
                        || type.reflect().isSealed();
                if (!closed) {
                    events.add(SimpleConditionEvent.violated(type, type.getFullName() + " can be extended"));
                }
            }
        };
    }
}
