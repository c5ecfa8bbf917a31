package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.targets.Target;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scans canary videos, known videos in which a target must be detected, as a positive control. */
final class CanaryCheck {
    private final Database database;
    private final TargetScanner scanner;
    private final ScanOptions options;
    private final Clock clock;

    CanaryCheck(Database database, TargetScanner scanner, ScanOptions options, Clock clock) {
        this.database = database;
        this.scanner = scanner;
        this.options = options;
        this.clock = clock;
    }

    Result check() throws InterruptedException {
        List<Canary> videos =
                database.read(handle -> new CanaryRepository(handle).all()).stream()
                        .filter(canary -> canary.kind() == Canary.Kind.VIDEO)
                        .toList();
        for (Canary canary : videos) {
            String failure = check(canary);
            database.write(handle ->
                    new CanaryRepository(handle).recordCheck(canary, failure, clock.instant()));
        }
        return Result.DONE;
    }

    /** Whatever is thrown while a canary is scanned is its failure; the next one is checked. */
    private @Nullable String check(Canary canary) throws InterruptedException {
        try {
            return failure(canary);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            return "the canary video %s cannot be scanned (%s)"
                    .formatted(canary.value(), FailureText.of(e));
        }
    }

    private @Nullable String failure(Canary canary) throws IOException, InterruptedException {
        List<String> targets = scanner.targets().stream().map(Target::name).toList();
        if (!targets.contains(canary.subject())) {
            return "the target %s is not monitored".formatted(canary.subject());
        }
        VerdictListener listener = new VerdictListener(canary.subject());
        scanner.scan(List.of(Path.of(canary.value())), options, listener);
        return listener.verdict instanceof Verdict.Match
                ? null
                : "the target %s was not detected in %s as expected: %s"
                        .formatted(canary.subject(), canary.value(), description(listener.verdict));
    }

    private static String description(@Nullable Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreadable(String reason) -> reason;
            case Verdict.Undecided(String reason, boolean _) -> reason;
            case Verdict.Match _, Verdict.NoMatch _ -> "no match";
            case null -> "no verdict";
        };
    }

    private static final class VerdictListener implements ScanListener {
        private final String target;
        private @Nullable Verdict verdict;

        VerdictListener(String target) {
            this.target = target;
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            for (TargetResult one : result.targets()) {
                if (one.target().equals(target)) {
                    verdict = one.verdict();
                }
            }
        }
    }
}
