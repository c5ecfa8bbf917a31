package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.watch.Chore.Result;
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

/** Scans known videos, in which a Target must be seen as long as all is well. */
final class CanaryCheck {
    private final Database database;
    private final TargetScanner eyes;
    private final ScanOptions options;
    private final Clock clock;

    CanaryCheck(Database database, TargetScanner eyes, ScanOptions options, Clock clock) {
        this.database = database;
        this.eyes = eyes;
        this.options = options;
        this.clock = clock;
    }

    Result check() throws IOException, InterruptedException {
        List<Canary> videos =
                database.read(handle -> new CanaryRepository(handle).all()).stream()
                        .filter(canary -> canary.kind() == Canary.Kind.VIDEO)
                        .toList();
        for (Canary canary : videos) {
            String trouble = trouble(canary);
            database.write(handle ->
                    new CanaryRepository(handle).checked(canary, trouble, clock.instant()));
        }
        return Result.DONE;
    }

    private @Nullable String trouble(Canary canary) throws IOException, InterruptedException {
        List<String> targets = eyes.targets().stream().map(Target::name).toList();
        if (!targets.contains(canary.subject())) {
            return "the Target %s is not watched for".formatted(canary.subject());
        }
        Seen seen = new Seen(canary.subject());
        eyes.scan(List.of(Path.of(canary.value())), options, seen);
        return seen.verdict instanceof Verdict.Match
                ? null
                : "the Target %s was not seen in %s, where it must be: %s"
                        .formatted(canary.subject(), canary.value(), words(seen.verdict));
    }

    private static String words(@Nullable Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreadable(String reason) -> reason;
            case Verdict.Undecided(String reason) -> reason;
            case Verdict.Match _, Verdict.NoMatch _ -> "no match";
            case null -> "no verdict";
        };
    }

    private static final class Seen implements ScanListener {
        private final String target;
        private @Nullable Verdict verdict;

        Seen(String target) {
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
