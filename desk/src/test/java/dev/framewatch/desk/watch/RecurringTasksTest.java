package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.watch.Chore.Result;
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

    @Test
    void a_task_is_run_again_and_again_at_its_interval() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
                            "count",
                            SHORT,
                            () -> {
                                three.countDown();
                                return Result.DONE;
                            }));
            three.await();
        }
    }

    @Test
    void a_task_that_knows_when_it_is_due_is_run_before_its_interval_is_over() throws Exception {
        CountDownLatch two = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
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
    void tasks_run_at_the_same_time() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(3);
        try (RecurringTasks tasks = tasks()) {
            for (String name : List.of("one", "other")) {
                tasks.start(
                        new Chore(
                                name,
                                LONG,
                                () -> {
                                    meet(meeting);
                                    return Result.DONE;
                                }));
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
    void a_task_that_is_woken_while_it_runs_runs_once_more_and_never_twice_at_once()
            throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
                            "stage",
                            LONG,
                            true,
                            () -> {
                                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                                running.countDown();
                                go.await();
                                runs.incrementAndGet();
                                atOnce.decrementAndGet();
                                again.countDown();
                                return Result.DONE;
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
    void waking_from_many_threads_leaves_no_run_out_and_overlaps_none() throws Exception {
        AtomicInteger added = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        int each = 200;
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
                            "stage",
                            LONG,
                            true,
                            () -> {
                                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                                if (added.get() == 4 * each) {
                                    all.countDown();
                                }
                                atOnce.decrementAndGet();
                                return Result.DONE;
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
    void a_task_that_does_not_depend_on_changes_is_not_woken() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch stage = new CountDownLatch(2);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
                            "seldom",
                            LONG,
                            () -> {
                                runs.incrementAndGet();
                                first.countDown();
                                return Result.DONE;
                            }));
            first.await();
            tasks.start(
                    new Chore(
                            "stage",
                            LONG,
                            true,
                            () -> {
                                stage.countDown();
                                return Result.DONE;
                            }));
            tasks.wake();
            while (stage.getCount() > 0) {
                tasks.wake();
            }
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_task_that_throws_anything_is_reported_once_and_run_again() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        CountDownLatch failedAgain = new CountDownLatch(1);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
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
                        "poll: the disk is full; tried again",
                        "poll: java.lang.StackOverflowError; tried again",
                        "poll: wrong; tried again",
                        "poll: wrong; tried again")
                .hasSize(4);
    }

    @Test
    void a_task_that_fails_stops_no_other() throws Exception {
        CountDownLatch many = new CountDownLatch(3);
        try (RecurringTasks tasks = tasks()) {
            tasks.start(
                    new Chore(
                            "bad",
                            SHORT,
                            () -> {
                                throw new OutOfMemoryError("bad");
                            }));
            tasks.start(
                    new Chore(
                            "good",
                            SHORT,
                            () -> {
                                many.countDown();
                                return Result.DONE;
                            }));
            many.await();
        }
        assertThat(failures).containsExactly("bad: bad; tried again");
    }

    @Test
    void closing_waits_for_what_runs_and_begins_nothing_more() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        RecurringTasks tasks = tasks();
        tasks.start(
                new Chore(
                        "stage",
                        SHORT,
                        true,
                        () -> {
                            running.countDown();
                            closing.await();
                            runs.incrementAndGet();
                            return Result.DONE;
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
    void what_does_not_end_in_time_is_interrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        RecurringTasks tasks = new RecurringTasks(failures::add, SHORT);
        tasks.start(
                new Chore(
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
                            return Result.DONE;
                        }));
        running.await();
        tasks.close();
        interrupted.await();
        assertThat(failures).isEmpty();
    }
}
