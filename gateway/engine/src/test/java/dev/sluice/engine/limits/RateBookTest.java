package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.RateLimit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateBookTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RateLimit EACH = new RateLimit("default/p", 10, 20, RateLimit.Per.CLIENT);
    private static final RateLimit ALL = new RateLimit("default/p", 10, 20, RateLimit.Per.TARGET);

    private final RateBook book = new RateBook();

    @Test
    void whereThereIsNoLimitThereIsNoGate() {
        assertSame(RateGate.OPEN, book.gate(List.of(), 3));
        assertNull(RateGate.OPEN.enter("a", 1_000, 0));
    }

    @Test
    void classesOfOnePolicyAreCountedApartAndEachByAllItsClients() {
        RateLimit limit = new RateLimit("default/p", 10, 20, RateLimit.Per.CLASS);
        RateGate heavy = book.gate(limit, "heavy", 1);

        assertEquals(20, entered(heavy, "", 100, 0));
        assertEquals(0, entered(book.gate(limit, "heavy", 1), "", 100, 0), "the same one in the next model");
        assertEquals(20, entered(book.gate(limit, "other", 1), "", 100, 0));
        assertSame(RateGate.OPEN, book.gate(null, "free", 1));
    }

    @Test
    void aBurstAndThenTheRateIsLetIn() {
        RateGate gate = book.gate(List.of(EACH), 1);

        assertEquals(20, entered(gate, "a", 100, 0));
        RateGate.Excess excess = gate.enter("a", 1, 0);
        assertEquals(new RateGate.Excess(EACH, SECOND / 10), excess, "the next may come after a period");
        assertEquals(10, entered(gate, "a", 100, SECOND));
        assertEquals(20, entered(gate, "a", 100, 60 * SECOND), "what is saved is bounded by the burst");
    }

    @Test
    void overAnyTimeNoMoreThanRateAndBurstComesIn() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            RateGate gate = new RateBook().gate(List.of(EACH), 1);
            long start = random.nextLong();
            long now = start;
            int in = 0;
            for (int i = 0; i < 5_000; i++) {
                now += random.nextInt(80_000_000);
                in += gate.enter("a", 1, now) == null ? 1 : 0;
            }
            double most = 20 + (now - start) / 1e9 * 10;
            assertTrue(in <= most + 1, "seed " + seed + ": " + in + " of " + most);
            assertTrue(in >= Math.min(5_000, most - 21), "seed " + seed + ": " + in + " of " + most);
        }
    }

    @Test
    void clientsAreCountedApartOrTogether() {
        RateGate each = book.gate(List.of(EACH), 1);
        RateGate all = book.gate(List.of(ALL), 1);

        assertEquals(20, entered(each, "a", 30, 0));
        assertEquals(20, entered(each, "b", 30, 0));
        assertEquals(20, entered(all, "a", 30, 0));
        assertEquals(0, entered(all, "b", 30, 0));
    }

    @Test
    void everyLimitHoldsAndWhatOneRefusesUsesNothingOfTheOthers() {
        RateLimit narrow = new RateLimit("default/narrow", 1, 1, RateLimit.Per.CLIENT);
        RateGate gate = book.gate(List.of(EACH, narrow), 1);

        assertEquals(1, entered(gate, "a", 100, 0));

        assertEquals(19, entered(book.gate(List.of(EACH), 1), "a", 100, 0));
    }

    @Test
    void aBatchIsLetInAsAWholeAndPaidForAfterwards() {
        RateGate gate = book.gate(List.of(EACH), 1);

        assertNull(gate.enter("a", 50, 0), "more calls than the burst");

        RateGate.Excess excess = gate.enter("a", 1, 0);
        assertNotNull(excess);
        assertEquals(31 * SECOND / 10, excess.waitNanos());
        assertNull(gate.enter("a", 1, excess.waitNanos()));
    }

    @Test
    void processesKeepAnEqualPartEach() {
        RateGate part = book.gate(List.of(EACH), 4);

        assertEquals(5, entered(part, "a", 100, 0));
        assertEquals(25, entered(part, "a", 1_000, 10 * SECOND, 100_000_000L), "2.5 a second over 10 s");
        assertEquals(1, entered(new RateBook().gate(List.of(EACH), 1_000), "a", 100, 0), "never less than one");
    }

    @Test
    void aChangeLetsNobodyInAnewAndANewRateHoldsAtOnce() {
        assertEquals(20, entered(book.gate(List.of(EACH), 1), "a", 100, 0));
        book.retain(Set.of("default/p"));

        assertEquals(0, entered(book.gate(List.of(EACH), 1), "a", 100, 0));
        RateLimit more = new RateLimit("default/p", 1_000, 1_000, RateLimit.Per.CLIENT);
        assertEquals(500, entered(book.gate(List.of(more), 1), "a", 2_000, 3 * SECOND / 2), "2 s were used by then");
        book.retain(Set.of());
        assertEquals(0, book.clients());
    }

    @Test
    void quietClientsAreForgottenAndTheOthersAreNot() {
        RateGate gate = book.gate(List.of(EACH), 1);
        entered(gate, "busy", 20, 0);
        entered(gate, "quiet", 1, 0);
        assertEquals(2, book.clients());

        book.tick(SECOND);
        assertEquals(1, book.clients());
        assertEquals(10, entered(gate, "busy", 100, SECOND), "what it has used is remembered");
        book.tick(100 * SECOND);
        assertEquals(0, book.clients());
    }

    @Test
    void aFloodOfClientsIsBoundedAndTheRestSharesOneBucket() {
        RateGate gate = book.gate(List.of(EACH), 1);
        for (int i = 0; i < ClientBuckets.MOST_CLIENTS; i++) {
            gate.enter("client " + i, 1, 0);
        }

        int in = 0;
        for (int i = 0; i < 1_000; i++) {
            in += gate.enter("late " + i, 1, 0) == null ? 1 : 0;
        }

        assertEquals(20, in);
        assertEquals(ClientBuckets.MOST_CLIENTS + 1, book.clients());
        assertNull(gate.enter("client 7", 1, 0), "who is known keeps a bucket");
    }

    @Test
    void threadsTogetherLetInNoMore() throws Exception {
        RateGate gate = book.gate(List.of(ALL), 1);
        AtomicInteger in = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = List.of(1, 2, 3, 4).stream()
                .map(n -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    in.addAndGet(entered(gate, "a", 1_000, 0));
                }))
                .toList();

        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertTrue(in.get() >= 20 && in.get() <= 20 + threads.size() - 1, "let in " + in);
    }

    private static int entered(RateGate gate, String client, int requests, long nowNanos) {
        return entered(gate, client, requests, nowNanos, 0);
    }

    /** @param stepNanos between two */
    private static int entered(RateGate gate, String client, int requests, long untilNanos, long stepNanos) {
        int in = 0;
        long now = stepNanos == 0 ? untilNanos : stepNanos;
        for (int i = 0; i < requests && (stepNanos == 0 || now <= untilNanos); i++) {
            in += gate.enter(client, 1, now) == null ? 1 : 0;
            now += stepNanos;
        }
        return in;
    }
}
