package dev.sluice.control.account;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.provider.PriceSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices that are read from a metric. The newest good one holds, however old; before there was any, that of the snapshot before,
 * and at first the one in the spec. Prices of single methods stay as written. Mutable, owned by the control thread.
 */
public final class Quotes {
    /** A smaller change is not worth a snapshot. */
    private static final double NOTEWORTHY = 0.01;

    /** Of a million requests. */
    private static final double HIGHEST = 1e9;

    private static final double MICROS = 1e6;

    private final Map<String, Followed> followed = new HashMap<>();

    private static final class Followed {
        private final String query;
        private final String currency;
        private long micros = -1;
        private long readMillis;
        private @Nullable String failure;

        Followed(String query, String currency) {
            this.query = query;
            this.currency = currency;
        }
    }

    /** Follows these Providers' metrics from now on. What was read for another query, or in another currency, is forgotten. */
    public void follow(List<dev.sluice.crds.v1alpha1.Provider> providers) {
        Map<String, Followed> next = new HashMap<>();
        for (dev.sluice.crds.v1alpha1.Provider provider : providers) {
            PriceSpec price = provider.getSpec().price();
            if (price != null && price.metric() != null) {
                String id = ObjectRef.of(provider).id();
                Followed known = followed.get(id);
                String query = price.metric().query();
                boolean same = known != null && known.query.equals(query) && known.currency.equals(price.currency());
                next.put(id, same && known != null ? known : new Followed(query, price.currency()));
            }
        }
        followed.clear();
        followed.putAll(next);
    }

    /** What is to be asked, by provider. */
    public Map<String, String> queries() {
        Map<String, String> queries = new HashMap<>();
        followed.forEach((provider, each) -> queries.put(provider, each.query));
        return queries;
    }

    /** @return whether another price holds now */
    public boolean read(String provider, String query, double perMillion, long nowMillis) {
        Followed each = followed.get(provider);
        if (each == null || !each.query.equals(query)) {
            return false;
        }
        if (!(perMillion >= 0 && perMillion <= HIGHEST)) {
            each.failure = "%s is no price; expected 0 to %.0f for a million requests".formatted(perMillion, HIGHEST);
            return false;
        }
        long micros = Math.round(perMillion * MICROS);
        boolean other = each.micros < 0 || Math.abs(micros - each.micros) > NOTEWORTHY * Math.max(micros, each.micros);
        each.micros = other ? micros : each.micros;
        each.readMillis = nowMillis;
        each.failure = null;
        return other;
    }

    public void failed(String provider, String query, String why) {
        Followed each = followed.get(provider);
        if (each != null && each.query.equals(query)) {
            each.failure = why;
        }
    }

    /** A snapshot at the prices that hold. @param before what was served until now */
    public ConfigSnapshot priced(ConfigSnapshot snapshot, ConfigSnapshot before) {
        if (followed.isEmpty()) {
            return snapshot;
        }
        Map<String, Price> earlier = new HashMap<>();
        before.providers().forEach(each -> earlier.put(each.id(), each.price()));
        return snapshot.withProviders(snapshot.providers().stream()
                .map(each -> priced(each, earlier.get(each.id())))
                .toList());
    }

    private Provider priced(Provider provider, @Nullable Price before) {
        Followed each = followed.get(provider.seller());
        if (each == null) {
            return provider;
        }
        Price written = provider.price();
        if (each.micros >= 0) {
            return provider.withPrice(new Price(written.currency(), each.micros, written.methods()));
        }
        boolean goesOn = before != null && before.currency().equals(written.currency());
        return goesOn && before != null
                ? provider.withPrice(
                        new Price(written.currency(), before.perMillionRequestsMicros(), written.methods()))
                : provider;
    }

    /** By provider. */
    public Map<String, QuoteStand> stands(long nowMillis) {
        Map<String, QuoteStand> stands = new TreeMap<>();
        followed.forEach((provider, each) -> stands.put(
                provider,
                new QuoteStand(
                        each.micros,
                        each.currency,
                        each.micros < 0 ? -1 : Math.max(0, nowMillis - each.readMillis) / 1_000,
                        each.failure)));
        return stands;
    }
}
