package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecurringTasksTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    private RecurringTasks tasks() {
        return new RecurringTasks(failures::add, LONG);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static ScheduledTask task(String name, Duration every, Work work) {
        return task(name, every, false, work);
    }

    private static ScheduledTask stage(Duration every, Work work) {
        return task("stage", every, true, work);
    }

    private static ScheduledTask task(String name, Duration every, boolean wakes, Work work) {
        return new ScheduledTask(
                name,
                every,
                wakes,
                () -> {
                    work.run();
                    return Result.DONE;
                });
    }

    @Test
    void aTaskIsRunAgainAndAgainAtItsInterval() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(task("count", SHORT, three::countDown));
            three.await();
        }
    }

    @Test
    void aTaskThatKnowsWhenItIsDueIsRunBeforeItsIntervalIsOver() throws Exception {
        CountDownLatch two = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new ScheduledTask(
                            "due",
                            LONG,
                            () -> {
                                two.countDown();
                                return new Result(true, false, SHORT);
                            }));
            two.await();
        }
    }

    @Test
    void tasksRunAtTheSameTime() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(3);
        try (RecurringTasks tasks = tasks()) {
            for (String name : List.of("one", "other")) {
                tasks.start(task(name, LONG, () -> meet(meeting)));
            }
            meeting.await();
        }
        assertThat(failures).isEmpty();
    }

    private static void meet(CyclicBarrier meeting) throws InterruptedException {
        try {
            meeting.await();
        } catch (java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTaskThatIsWokenWhileItRunsRunsOnceMoreAndNeverTwiceAtOnce() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    stage(
                            LONG,
                            () -> {
                                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                                running.countDown();
                                go.await();
                                runs.incrementAndGet();
                                atOnce.decrementAndGet();
                                again.countDown();
                            }));
            running.await();
            for (int i = 0; i < 100; i++) {
                tasks.wake();
            }
            go.countDown();
            again.await();
        }
        assertThat(runs).hasValue(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void wakingFromManyThreadsLeavesNoRunOutAndOverlapsNone() throws Exception {
        AtomicInteger added = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        int each = 200;
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    stage(
                            LONG,
                            () -> {
                                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                                if (added.get() == 4 * each) {
                                    all.countDown();
                                }
                                atOnce.decrementAndGet();
                            }));
            for (int i = 0; i < 4; i++) {
                Thread.ofPlatform()
                        .start(() -> {
                            for (int n = 0; n < each; n++) {
                                added.incrementAndGet();
                                tasks.wake();
                            }
                        });
            }
            all.await();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aTaskThatDoesNotDependOnChangesIsNotWoken() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch stage = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    task(
                            "seldom",
                            LONG,
                            () -> {
                                runs.incrementAndGet();
                                first.countDown();
                            }));
            first.await();
            tasks.start(stage(LONG, stage::countDown));
            tasks.wake();
            while (stage.getCount() > 0) {
                tasks.wake();
            }
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTaskThatThrowsAnythingIsReportedOnceAndRunAgain() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        CountDownLatch failedAgain = new CountDownLatch(1);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new ScheduledTask(
                            "poll",
                            SHORT,
                            () -> {
                                switch (runs.getAndIncrement()) {
                                    case 0, 1 -> throw new IOException("the disk is full");
                                    case 2 -> throw new StackOverflowError();
                                    case 3 -> throw new AssertionError("wrong");
                                    case 4 -> {
                                        recovered.countDown();
                                        return Result.DONE;
                                    }
                                    case 6 -> failedAgain.countDown();
                                    default -> {
                                        // fails
                                    }
                                }
                                throw new IllegalStateException("wrong");
                            }));
            recovered.await();
            failedAgain.await();
        }
        assertThat(failures)
                .startsWith(
                        "poll: the disk is full; will retry",
                        "poll: StackOverflowError; will retry",
                        "poll: AssertionError; will retry",
                        "poll: IllegalStateException; will retry")
                .hasSize(4);
    }

    @Test
    void aTaskThatFailsStopsNoOther() throws Exception {
        CountDownLatch many = new CountDownLatch(3);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new ScheduledTask(
                            "bad",
                            SHORT,
                            () -> {
                                throw new OutOfMemoryError("bad");
                            }));
            tasks.start(task("good", SHORT, many::countDown));
            many.await();
        }
        assertThat(failures).containsExactly("bad: OutOfMemoryError; will retry");
    }

    @Test
    void closingWaitsForWhatRunsAndBeginsNothingMore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        RecurringTasks tasks = tasks();
        tasks.start(
                stage(
                        SHORT,
                        () -> {
                            running.countDown();
                            closing.await();
                            runs.incrementAndGet();
                        }));
        running.await();
        Thread closer = Thread.ofPlatform().start(tasks::close);
        tasks.wake();
        assertThat(closer.isAlive()).isTrue();
        assertThat(runs).hasValue(0);
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        assertThat(runs).hasValue(1);
        tasks.wake();
        tasks.close();
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatDoesNotEndInTimeIsInterrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        RecurringTasks tasks = new RecurringTasks(failures::add, SHORT);
        tasks.start(
                task(
                        "endless",
                        LONG,
                        () -> {
                            running.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        }));
        running.await();
        tasks.close();
        interrupted.await();
        assertThat(failures).isEmpty();
    }
}
