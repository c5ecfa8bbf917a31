package dev.framewatch.cli;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.targets.Target;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The videos that a scan is asked for, as files: paths are looked through, addresses are fetched.
 * An address that brings nothing is a result too.
 */
final class ScanInputs {
    private final DownloadedInputs web;
    private final List<Path> videos = new ArrayList<>();
    private final Map<Path, String> missing = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    ScanInputs(DownloadedInputs web) {
        this.web = web;
    }

    void add(String place) throws IOException, InterruptedException {
        if (!DownloadedInputs.isAddress(place)) {
            videos.addAll(VideoPaths.expand(List.of(Path.of(place))));
            return;
        }
        try {
            FetchedMedia fetched = web.fetch(place);
            videos.add(fetched.path());
            missing.put(fetched.path(), fetched.missing());
        } catch (FetchException e) {
            failures.put(place, Advice.onPrivateAddresses(String.valueOf(e.getMessage())));
        }
    }

    boolean isEmpty() {
        return videos.isEmpty() && failures.isEmpty();
    }

    List<Path> videos() {
        return videos;
    }

    /** A result with its video's name, as a person gave it. */
    record Named(String name, VideoResult result) {}

    /** For addresses that brought nothing. */
    List<Named> unfetched(List<Target> targets, ScanOptions options) {
        List<Named> results = new ArrayList<>();
        failures.forEach((address, reason) -> {
            List<TargetResult> unread = new ArrayList<>();
            for (Target target : targets) {
                unread.add(
                        new TargetResult(
                                target.name(),
                                target.sha256(),
                                new Verdict.Unreadable(reason),
                                target.manifest().thresholds().at(options.threshold()),
                                0,
                                List.of()));
            }
            results.add(
                    new Named(
                            address,
                            new VideoResult(
                                    evidenceName(address),
                                    null,
                                    new Coverage(0, 0, 0, 0, false),
                                    0,
                                    options.rule(),
                                    options.sampling().everySeconds(),
                                    unread)));
        });
        return results;
    }

    /** A result as it is told: where something of a post is missing, nothing found is no proof. */
    Named named(VideoResult result) {
        String name = web.named(result.video());
        if (!DownloadedInputs.isAddress(name)) {
            return new Named(name, result);
        }
        String lacking = missing.getOrDefault(result.video(), "");
        List<TargetResult> targets = new ArrayList<>();
        for (TargetResult target : result.targets()) {
            boolean doubtful = !lacking.isEmpty() && target.verdict() instanceof Verdict.NoMatch;
            targets.add(
                    doubtful
                            ? new TargetResult(
                                    target.target(),
                                    target.detector(),
                                    new Verdict.Undecided(lacking),
                                    target.threshold(),
                                    target.longestSeconds(),
                                    target.frames())
                            : target);
        }
        return new Named(
                name,
                new VideoResult(
                        evidenceName(name),
                        result.sha256(),
                        result.coverage(),
                        result.elapsedMillis(),
                        result.rule(),
                        result.every(),
                        targets));
    }

    /** An address as the name of a file. */
    private static Path evidenceName(String address) {
        String plain = address.replaceFirst("(?i)^https?://", "").replaceFirst("[?#].*", "");
        String safe = plain.replaceAll("[^\\p{L}\\p{N}.-]+", "_");
        return Path.of(safe.length() > 100 ? safe.substring(safe.length() - 100) : safe);
    }
}
