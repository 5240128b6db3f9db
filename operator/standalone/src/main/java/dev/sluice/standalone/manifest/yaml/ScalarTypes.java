package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The type of an unquoted text, by the rules kubectl follows (YAML 1.1): {@code NO} is a boolean and {@code 014} is
 * twelve. A manifest that passes here must mean the same in a cluster. Only {@code y} and {@code n} stay text, being
 * names far more often than answers.
 */
final class ScalarTypes {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    /** Longer digits are no figure anybody means, and cost quadratic time to read. */
    private static final int MAX_DIGITS = 64;

    private ScalarTypes() {}

    static JsonNode ofPlain(String text) {
        if (NULLS.contains(text)) {
            return NullNode.instance;
        }
        if (TRUES.contains(text)) {
            return BooleanNode.TRUE;
        }
        if (FALSES.contains(text)) {
            return BooleanNode.FALSE;
        }
        if (text.length() > MAX_DIGITS) {
            return TextNode.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return JsonNodeFactory.instance.numberNode(integer(text.replace("_", "")));
        }
        if (DECIMAL.matcher(text).matches()) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return TextNode.valueOf(text);
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0o")) {
            value = new BigInteger(digits.substring(2), 8);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            value = new BigInteger(digits, 8);
        } else {
            value = new BigInteger(digits);
        }
        return negative ? value.negate() : value;
    }
}
