package dev.framewatch.bench.fuzz;

import com.sun.net.httpserver.HttpServer;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.learn.dense.NetworkSpec;
import dev.framewatch.model.graph.GraphModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Gives mutated files to the commands that read them, media apart: {@code ReaderFuzz FOLDER SECONDS
 * [SEED [MODELS]]}. MODELS is a folder of further seeds: HDF5 and ONNX files and zips, for {@code
 * models import}, and TensorFlow Lite files. Whatever ends in an error that nobody foresaw, or
 * takes more than a minute, is kept in {@code finds}; then the exit status is 1.
 */
public final class ReaderFuzz {
    private static final long MAX_SECONDS = 60;
    private static final List<String> IMPORT = List.of("models", "import", "--as", "fuzzed");
    private static final List<String> ONNX =
            List.of("--role", "embedding", "--order", "rgb", "--mean", "0", "--scale", "255");

    private final Path folder;
    private final Path home;
    private final Path input;
    private final ReaderSeeds seeds;
    private final HttpServer site;
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Map<String, List<Double>> seconds = new TreeMap<>();
    private volatile String firstAnswer = "";
    private int finds;

    private ReaderFuzz(Path folder) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("home");
        this.input = folder.resolve("work/mutant");
        Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(folder.resolve("finds"));
        this.seeds = new ReaderSeeds(folder, home);
        this.site =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    byte[] feed = Files.readAllBytes(input);
                    exchange.sendResponseHeaders(200, feed.length == 0 ? -1 : feed.length);
                    exchange.getResponseBody().write(feed);
                    exchange.close();
                });
        site.start();
    }

    /** Prints figures, and the finds. */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: FOLDER SECONDS [SEED [MODELS]]");
            System.exit(2);
        }
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        ReaderFuzz fuzz = new ReaderFuzz(Path.of(args[0]).toAbsolutePath());
        Map<String, byte[]> files = fuzz.seeds.make();
        if (args.length > 3) {
            try (Stream<Path> models = Files.list(Path.of(args[3]))) {
                for (Path model : models.filter(Files::isRegularFile).sorted().toList()) {
                    files.put("model-" + model.getFileName(), Files.readAllBytes(model));
                }
            }
        }
        System.out.printf("%d seeds, random seed %d%n", files.size(), seed);
        fuzz.run(files, Double.parseDouble(args[1]), seed);
        fuzz.site.stop(0);
        System.exit(fuzz.finds == 0 ? 0 : 1);
    }

    private void run(Map<String, byte[]> files, double limit, long seed) throws Exception {
        Mutator damage = new Mutator(List.copyOf(files.values()), seed);
        TextMutator text = new TextMutator(seed);
        Random random = new Random(seed);
        List<Map.Entry<String, byte[]>> entries = List.copyOf(files.entrySet());
        Files.write(input, Objects.requireNonNull(files.get("rss")));
        String place = "http://127.0.0.1:%d/feed".formatted(site.getAddress().getPort());
        CommandLineRun.of(home, "sources", "add", "site", "feed", place, "--allow-private");
        for (Map.Entry<String, byte[]> sound : entries) {
            Files.write(input, sound.getValue());
            judge(sound.getKey());
            if (!firstAnswer.isEmpty()) { // what is refused now would be fuzzed for nothing
                System.out.printf("%s as it is: %s%n", sound.getKey(), firstAnswer);
            }
        }
        long end = System.nanoTime() + (long) (limit * 1e9);
        for (int count = 0; System.nanoTime() < end; count++) {
            Map.Entry<String, byte[]> entry = entries.get(random.nextInt(entries.size()));
            String name = entry.getKey();
            byte[] sound = entry.getValue();
            boolean binary = name.matches("target|evidence|backup|model-.*");
            boolean inText = !binary && random.nextInt(3) > 0;
            Files.write(input, inText ? text.mutate(sound) : damage.mutate(sound));
            long start = System.nanoTime();
            String find = judge(name);
            double took = (System.nanoTime() - start) / 1e9;
            seconds.computeIfAbsent(name, _ -> new ArrayList<>()).add(took);
            if (!find.isEmpty()) {
                finds++;
                Path kept = folder.resolve("finds/%s-%d".formatted(name, count));
                Files.copy(input, kept);
                System.out.printf(Locale.ROOT, "%s: %s (%.1f s)%n", kept, find, took);
            }
        }
        seconds.forEach((name, times) ->
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %5d files, slowest %.2f s%n",
                        name,
                        times.size(),
                        times.stream().mapToDouble(Double::doubleValue).max().orElse(0)));
        System.out.printf("%d finds%n", finds);
    }

    /** Returns what went wrong; empty if the reader answered. */
    private String judge(String name) throws Exception {
        firstAnswer = "";
        try {
            return reader.submit(() -> read(name)).get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            System.out.println("no answer within a minute: " + name);
            Files.copy(input, folder.resolve("finds/endless-" + name));
            System.exit(1);
            return "";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private String read(String name) throws Exception {
        String file = input.toString();
        return switch (name) {
            case "target" -> {
                Path target = home.resolve("targets/art.target");
                Files.write(target, Files.readAllBytes(input));
                String listed = command("targets");
                String scanned = command("scan", seeds.images().resolve("1.png").toString());
                yield listed.isEmpty() ? scanned : listed;
            }
            case "evidence" -> command("verify", file);
            case "backup" -> {
                Path restored = folder.resolve("restored");
                DurableFiles.deleteTree(restored);
                yield command("restore", "--home", restored.toString(), file);
            }
            case "rss", "atom", "jsonfeed" -> command("sources", "test", "site");
            case "labels" ->
                    command(
                            "dataset",
                            "check",
                            "--labels",
                            file,
                            "--images",
                            seeds.images().toString(),
                            "--no-faces");
            case "research" -> {
                String added = command("sources", "add", "api", "tiktok-research", file);
                command("sources", "remove", "api");
                yield added;
            }
            case "watch" -> command("watch", "--once", "--settings", file);
            case "command" -> {
                String added = command("sources", "add", "own", "command", file);
                command("sources", "remove", "own");
                yield added;
            }
            case "head" -> direct(() -> NetworkSpec.read(input));
            default -> {
                if (name.endsWith(".tflite")) {
                    Path model = Path.of(file + ".tflite");
                    Files.copy(input, model, StandardCopyOption.REPLACE_EXISTING);
                    yield direct(() -> GraphModel.read(model));
                }
                List<String> words = new ArrayList<>(IMPORT);
                words.add(file);
                if (name.endsWith(".onnx")) {
                    words.addAll(ONNX);
                }
                String imported = command(words.toArray(String[]::new));
                command("models", "remove", "fuzzed");
                command("targets", "remove", "fuzzed");
                yield imported;
            }
        };
    }

    /** Calls a reader that no command gives a file of the user's to. */
    private String direct(Callable<?> reading) throws Exception {
        try {
            reading.call();
        } catch (IOException e) {
            firstAnswer = String.valueOf(e.getMessage());
        }
        return "";
    }

    private String command(String... words) throws ReflectiveOperationException {
        CommandLineRun run = CommandLineRun.of(home, words);
        if (firstAnswer.isEmpty() && run.status() == 2) {
            firstAnswer = run.reason();
        }
        return run.isUnforeseen() ? run.reason() : "";
    }
}
