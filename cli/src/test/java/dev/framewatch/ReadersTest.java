package dev.framewatch;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Every class that reads bytes from outside, or parses a format, is listed here with its bound. A
 * new one is not: it reads through {@code BoundedFile}, {@code StrictJson}, {@code YamlDocument}
 * and the like, or gets a bound, a test of it, and a line here and in SECURITY, "Readers".
 */
@AnalyzeClasses(
        packages = "dev.framewatch",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.OnlyOurOwnWriting.class
        })
final class ReadersTest {
    /** Classes and what bounds them. */
    private static final String READERS =
            """
            BoundedFile            a limit for each call
            ZipDirectory           the table of contents only, up to a limit for each call
            Sha256                 streamed through a buffer
            NpyFile                mapped; only files of our own
            AtomicFile             writes
            DurableFiles           writes
            YamlDocument           text of BoundedFile; 32 levels, no aliases
            StrictJson             100 levels, 10 million values, strings of 16 MB
            JsonField              text of BoundedFile; the same limits
            CsvTable               64 MB, 1,000,000 rows, fields of 65,536 characters
            FrameLabelFile         64 MB, fields of 65,536 characters
            ResultReader           64 MB per file, 100,000 rows, fields of 1,048,576 characters
            TargetFile             512 MB, also unpacked; ZipDirectory; 20 times its packed size
            HeadValidator          an entry of a target file
            LinearHead             an entry of a target file
            OnnxFile               1 GB
            OnnxModel              a model whose hash was verified
            OptimizedModelCache    files of our own
            ModelBundle            ZipDirectory; files of the size that the catalogue states
            Tarball                4 GB unpacked; its hash was verified
            Npm                    output of npm, which writes below a folder of our own
            StoreLock              a lock
            KerasReader            its first bytes
            Hdf5File               1 GB; its first bytes, and streamed for the hash
            TeachableZip           1,000 files, 512 MB unpacked; ZipDirectory
            NetworkSpec            a file of the program
            PageResource           a file of the program
            FeatureCache           files of our own
            SpillableVectorStore   files of our own
            VideoDecoder           its first bytes
            ImageFiles             writes
            DecoderProcess         commands of the parent process
            JavaImage              256 MB
            JavaImageReader        pixels are checked in the header
            ImageMetadata          an image of 256 MB
            AnimatedWebpVideo      its first bytes
            FileInput              through libav's buffer, in the decoder process
            HeifImage              its first bytes
            HeifItems              tables of 1 MB
            MediaType              its first bytes
            SvgDrawing             4 MB
            SvgImage               its first bytes
            EvidenceFrames         5 MB
            BackupFile             ZipDirectory; the manifest's limits
            HomeBackup             streamed
            ZipContent             ZipDirectory; 200,000 files, 64 MB plus a hundred times the zip
            FolderContent          streamed with the limits of ZipContent
            SightingZip            streamed
            AtomicPlacement        streamed
            ContentType            its first bytes
            StagingFolder          writes
            PartialFile            writes
            ProcessTree            /proc, which the kernel writes
            ResponseRepository     rows of our own, 16 MB before they were compressed
            HomeLock               a lock
            TargetLock             a lock
            PublishedWeights       streamed for the hashes; its size is checked
            LabelServer            requests of 64 kB
            DecoderConnection      lengths are checked; frames of 16384x16384 pixels
            JpegImage              1 MB, 1024x1024 pixels
            JpegCompression        images of our own
            XmlFeed                a feed of 16 MB; 100 levels
            ResponseBody           the beginning of an error
            SocksSession           fields of 255 bytes
            ProxiedSocket          fields of 255 bytes
            EvidenceContent        a limit for each call
            TimestampResponse      256 kB
            TrustedAuthorities     4 MB
            MailConnection         4 MB
            Assets                 files of the program
            MediaResponse          streamed through a buffer
            UserPrompt             a line of the terminal
            """;

    private static final Pattern METHODS =
            Pattern.compile(
                    "java\\.io\\.\\w*InputStream\\.(readAllBytes|readNBytes|transferTo)"
                        + "|java\\.io\\.DataInputStream\\.<init>"
                        + "|com\\.sun\\.net\\.httpserver\\.HttpExchange\\.getRequestBody"
                        + "|java\\.security\\.cert\\.CertificateFactory\\.generate\\w+"
                        + "|org\\.bouncycastle\\.tsp\\.TimeStampResponse\\.<init>"
                        + "|org\\.jdom2\\.input\\.SAXBuilder\\.<init>|io\\.jhdf\\.HdfFile\\.<init>"
                        + "|org\\.jsoup\\.Jsoup\\.parse\\w*"
                        + "|com\\.drew\\..*ImageMetadataReader\\.read\\w*"
                        + "|javax\\.imageio\\.ImageReader\\.read\\w*"
                        + "|java\\.nio\\.file\\.Files\\.(readAllBytes|readString|readAllLines"
                        + "|lines|newBufferedReader|newInputStream|newByteChannel)"
                        + "|java\\.nio\\.channels\\.FileChannel\\.open"
                        + "|java\\.io\\.(FileInputStream|FileReader|RandomAccessFile)\\.<init>"
                        + "|java\\.io\\.Reader\\.readAllAs\\w+"
                        + "|java\\.io\\.BufferedReader\\.(readLine|lines|readAllLines)"
                        + "|java\\.util\\.Scanner\\.<init>"
                        + "|java\\.util\\.(zip|jar)\\.\\w*(File|InputStream|Inflater)\\.<init>"
                        + "|java\\.util\\.zip\\.GZIPInputStream\\.(<init>|readAllBytes)"
                        + "|javax\\.imageio\\.ImageIO\\.(read|getImageReaders\\w*|createImageInputStream)"
                        + "|javax\\.xml\\..*\\.new\\w*|java\\.io\\.ObjectInputStream\\.<init>"
                        + "|org\\.snakeyaml\\.engine\\.v2\\.api\\..*(Load|Compose|Parse)\\.<init>"
                        + "|tools\\.jackson\\.databind\\.json\\.JsonMapper\\.(builder|shared)"
                        + "|de\\.siegmar\\.fastcsv\\.reader\\.\\w+\\.builder"
                        + "|dev\\.framewatch\\.model\\.onnx\\.\\w+\\.parse\\w*From");

    @ArchTest
    static void everyReaderIsListedWithItsBound(JavaClasses classes) {
        Map<String, String> listed =
                READERS.lines()
                        .collect(
                                toMap(
                                        line -> line.split(" ", 2)[0],
                                        line -> line.split(" ", 2)[1].strip()));
        Set<String> reading =
                classes.stream()
                        .filter(ReadersTest::reads)
                        .map(ReadersTest::outermost)
                        .collect(toCollection(TreeSet::new));

        assertThat(reading).hasSizeGreaterThan(40);
        assertThat(reading).as("no bound is stated").isSubsetOf(listed.keySet());
        assertThat(listed.keySet()).as("reads nothing").isSubsetOf(reading);
    }

    private static boolean reads(JavaClass one) {
        return one.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .anyMatch(ReadersTest::isReading);
    }

    private static boolean isReading(AccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        return METHODS.matcher(name).matches();
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
    }
}
