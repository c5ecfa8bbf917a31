package dev.framewatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.framewatch.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what ARCHITECTURE.md says: the direction of dependencies, and that what it names exists.
 */
@AnalyzeClasses(
        packages = "dev.framewatch",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.OnlyOurOwnWriting.class
        })
final class ArchitectureTest {
    private static final String ROOT = "dev.framewatch";

    /** Leaves out what protoc and jte write and the fixtures that modules lend each other. */
    static final class OnlyOurOwnWriting implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/model/onnx/")
                    && !location.matches(TEMPLATE)
                    && !location.matches(TEST_JAR);
        }

        private static final Pattern TEMPLATE = Pattern.compile(".*/Jte\\w+Generated\\.class");
        private static final Pattern TEST_JAR = Pattern.compile(".*-tests\\.jar!.*");
    }

    /** Each layer with the layers it may use. */
    private static final String LAYERS =
            """
            file      :
            json      :
            yaml      : file
            error     :
            geometry  :
            home      :
            log       : json
            text      :
            video     : text file
            model     : text file json error home
            clip      : file video geometry
            storyboard : text file video
            vision    : file geometry video model
            page      : text file geometry video
            targets   : text file json error geometry video model vision
            verdict   : text file json error geometry video model vision targets clip storyboard
            api       : json error geometry video model vision targets verdict
            learn     : text file json yaml home error geometry video model vision page targets verdict api
            desk      : text file json yaml home error geometry video model vision page targets verdict api clip storyboard
            web       : text file json home error page targets verdict storyboard desk
            cli       : text file json yaml home error geometry video model vision page targets verdict api clip storyboard learn desk web log
            """;

    @ArchTest static final ArchRule dependencies_point_one_way = layers();

    private static ArchRule layers() {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String line : LAYERS.lines().toList()) {
            String name = line.split(":", 2)[0].strip();
            rule = rule.optionalLayer(name).definedBy(ROOT + "." + name + "..");
        }
        for (String line : LAYERS.lines().toList()) {
            String[] parts = line.split(":", 2);
            String name = parts[0].strip();
            String used = parts[1].strip();
            rule =
                    used.isEmpty()
                            ? rule.whereLayer(name).mayNotAccessAnyLayer()
                            : rule.whereLayer(name).mayOnlyAccessLayers(used.split(" "));
        }
        return rule.ensureAllClassesAreContainedInArchitecture();
    }

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule exceptions_end_in_exception =
            classes()
                    .that()
                    .areAssignableTo(Throwable.class)
                    .should()
                    .haveSimpleNameEndingWith("Exception");

    @ArchTest
    static final ArchRule database_access_is_in_repositories =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".desk..")
                    .should()
                    .haveSimpleNameEndingWith("Table");

    /** See the glossary in CONTRIBUTING.md. */
    @ArchTest
    static final ArchRule names_are_standard_terms =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*[.$]\\w*(Room|Likeness|Lesson|Glimpse|Wishes|Parcel|Habit|Eyes"
                                    + "|Refused|Failed)s?");

    @ArchTest
    static final ArchRule the_decoder_process_needs_nothing_else_of_framewatch =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".video.decoder")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT + "..")
                                    .and(not(resideInAPackage(ROOT + ".video.decoder"))));

    /** These compress images themselves, to read them again. */
    private static final String READS_ITS_OWN_JPEGS = ".*\\.(JpegImage|JpegCompression)";

    @ArchTest
    static final ArchRule images_are_decoded_in_the_decoder_process =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".video.decoder")
                    .and()
                    .haveNameNotMatching(READS_ITS_OWN_JPEGS)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("com.drew..").or(assignableTo(ImageReader.class)))
                    .orShould()
                    .callMethodWhere(
                            target(owner(assignableTo(ImageIO.class)))
                                    .and(target(nameMatching("read"))))
                    .because("there it crashes, hangs and runs out of memory alone");

    @ArchTest
    static final ArchRule only_dense_heads_need_libtorch =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".learn.dense")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".learn.dense", "org.bytedeco.pytorch..");

    @ArchTest
    static final ArchRule classes_are_named_for_their_role =
            noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)");

    @ArchTest
    static final ArchRule only_two_packages_open_a_connection =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".desk.http", ROOT + ".desk.alert.send")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.net\\.(http\\..*|URL|URLConnection|HttpURLConnection|"
                                    + "Socket|ServerSocket|DatagramSocket|MulticastSocket)"
                                    + "|java\\.nio\\.channels\\..*(Socket|Datagram)Channel"
                                    + "|javax\\.net\\..*");

    @ArchTest
    static final ArchRule only_the_labelling_page_is_served =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".cli.label")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule only_the_web_desk_knows_its_server =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule pages_show_what_services_return =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jdbi..", "java.sql..");

    @ArchTest
    static final ArchRule json_is_read_in_one_way =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".json", ROOT + ".model.graph")
                    .should()
                    .callMethod(JsonMapper.class, "builder")
                    .orShould()
                    .callMethod(JsonMapper.class, "shared");

    /** These read their own files, or such as were verified. */
    private static final Pattern READS_WHOLE_FILES =
            Pattern.compile(
                    ".*\\.(OnnxModel|OptimizedModelCache|FeatureCache|Npm|ProcessTree|HomeLock)");

    @ArchTest
    static final ArchRule whole_files_are_read_within_a_limit =
            noClasses()
                    .that()
                    .haveNameNotMatching(READS_WHOLE_FILES.pattern())
                    .should()
                    .callMethod(Files.class, "readAllBytes", Path.class)
                    .orShould()
                    .callMethod(Files.class, "readString", Path.class)
                    .orShould()
                    .callMethod(Files.class, "readAllLines", Path.class)
                    .because("BoundedFile checks a limit before it takes memory");

    @ArchTest
    static final ArchRule only_main_ends_the_process =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(Main.class)
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .callMethod(Runtime.class, "exit", int.class);

    @ArchTest
    static final ArchRule logs_go_through_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule only_the_command_line_configures_the_log =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".log", ROOT + ".cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".log");

    @ArchTest
    static final ArchRule the_decoder_process_logs_nothing =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".video.decoder")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.slf4j..");

    @ArchTest
    static void everyPackageDocumentsInputAndOutputAndIsNullMarked(JavaClasses classes) {
        assertThat(packages(classes))
                .isNotEmpty()
                .allSatisfy(name -> {
                    JavaPackage found = classes.getPackage(name);
                    assertThat(found.tryGetPackageInfo())
                            .as("package-info of %s", name)
                            .isPresent();
                    assertThat(found.isAnnotatedWith(NullMarked.class))
                            .as("%s is @NullMarked", name)
                            .isTrue();
                });
    }

    @ArchTest
    static void whatTheArchitecturePageNamesExists(JavaClasses classes) throws IOException {
        Set<String> known =
                classes.stream().map(JavaClass::getSimpleName).collect(toCollection(TreeSet::new));
        known.addAll(packages(classes));
        Set<String> named = named();
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named).filteredOn(name -> !known.contains(name)).isEmpty();
    }

    @ArchTest
    static void theArchitecturePageNamesEveryPackage(JavaClasses classes) throws IOException {
        assertThat(named()).containsAll(packages(classes));
    }

    private static Set<String> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
    }

    /** Names of packages and classes: those in backticks, and those drawn in a diagram. */
    private static Set<String> named() throws IOException {
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("../ARCHITECTURE.md");
        String text = Files.readString(page);
        String drawn = text.lines().filter(line -> line.startsWith("    ")).collect(joining("\n"));
        Set<String> names = new TreeSet<>();
        names.addAll(found("`(dev\\.framewatch[.a-z]+|[A-Z]\\w*[a-z]\\w*)`", text));
        names.addAll(found("(dev\\.framewatch[.a-z]+|\\b[A-Z][a-z]+[A-Z]\\w+)", drawn));
        return names;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
    }
}
