package dev.framewatch.desk.watch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Does chores again and again, each in its own time, several at once. */
final class Schedule implements AutoCloseable {
    private static final Duration LOOKING = Duration.ofMillis(250);
    private static final Duration FINISHING = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final WatchListener listener;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    /**
     * Begins at once. What an earlier process had planned is forgotten: what is due lies elsewhere.
     */
    Schedule(Database database, List<Chore> chores, WatchListener listener) {
        this.listener = listener;
        database.jdbi().useHandle(handle -> handle.execute("delete from scheduled_tasks"));
        List<RecurringTask<Void>> tasks = new ArrayList<>();
        for (Chore chore : chores) {
            tasks.add(
                    Tasks.recurring(chore.name(), FixedDelay.of(chore.every()))
                            .execute((_, _) -> run(chore)));
        }
        this.scheduler =
                Scheduler.create(database.dataSource())
                        .startTasks(tasks)
                        .threads(chores.size())
                        .pollingInterval(LOOKING)
                        .shutdownMaxWait(FINISHING)
                        .build();
        scheduler.start();
    }

    /** A chore that fails is begun again in its time; people hear of it once. */
    private void run(Chore chore) {
        try {
            chore.work().run();
            troubles.remove(chore.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            String trouble = Objects.requireNonNullElse(e.getMessage(), e.toString());
            if (!trouble.equals(troubles.put(chore.name(), trouble))) {
                listener.note("%s: %s; tried again".formatted(chore.name(), trouble));
            }
        }
    }

    /** Begins nothing more, and returns when what was begun is finished. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
