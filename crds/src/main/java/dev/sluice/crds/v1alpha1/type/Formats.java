package dev.sluice.crds.v1alpha1.type;

/** Patterns of text fields, shared by the definitions and by those who explain what was expected. */
public final class Formats {
    /** As Gateway API writes them, without fractions or signs. */
    public static final String DURATION = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

    /** Amount of money: at most six decimals, so that it fits micro-units. */
    public static final String AMOUNT = "^[0-9]{1,9}(\\.[0-9]{1,6})?$";

    /** 0 to 100 with at most four decimals, so that it fits parts per million. */
    public static final String PERCENTAGE = "^(100(\\.0{1,4})?|[0-9]{1,2}(\\.[0-9]{1,4})?)$";

    /** A time of day with its zone, RFC 3339. */
    public static final String TIME =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    /** A factor below 100 with at most three decimals. */
    public static final String FACTOR = "^[0-9]{1,2}(\\.[0-9]{1,3})?$";

    /** ISO 4217. */
    public static final String CURRENCY = "^[A-Z]{3}$";

    /** CAIP-2 chain id. */
    public static final String CHAIN = "^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$";

    /** ISO 3166-1 alpha-2 with an optional 3166-2 subdivision, or a union such as EU. */
    public static final String JURISDICTION = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$";

    /** A DNS name, which is also how an organization is called. */
    public static final String DNS_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** A range of addresses, or one; whether it is a right one is judged by whoever reads it. */
    public static final String CIDR = "^[0-9a-fA-F.:]{2,45}(/[0-9]{1,3})?$";

    /** An HTTP header or query parameter. */
    public static final String TOKEN = "^[A-Za-z0-9!#$%&'*+.^_|~-]+$";

    /** A path prefix; it may hold the placeholder for a credential. */
    public static final String PATH = "^/[^?#\\s]*$";

    /** JSON-RPC method, or a prefix followed by an asterisk. */
    public static final String METHOD_PATTERN = "^[A-Za-z0-9_.-]*[A-Za-z0-9_.*-]$";

    /** A quantile as dashboards write it. */
    public static final String QUANTILE = "^P[1-9][0-9]?$";

    /** Capability, in upper camel case. */
    public static final String CAPABILITY = "^[A-Z][A-Za-z0-9]*$";

    private Formats() {}
}
