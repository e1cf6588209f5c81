package io.counterfoil.api;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Nearest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a body could not be read, in words that name the member and what was expected. */
final class UnreadableJson {
    private UnreadableJson() {}

    static Problem problem(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown -> unknownMember(unknown);
            case InvalidFormatException wrong ->
                wrong(path(wrong), Excerpt.of(wrong.getValue()), expected(wrong.getTargetType()));
            case MismatchedInputException wrong ->
                wrong(path(wrong), "something else", expected(wrong.getTargetType()));
            case JacksonException notJson -> notJson(notJson);
            case null, default ->
                Problem.of(HttpStatus.BAD_REQUEST, "unreadable-body", "the body is missing (expected: a JSON object)");
        };
    }

    /** What a value of this type looks like. */
    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        } else if (type == String.class) {
            return "a text";
        } else if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        } else if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        } else if (type == Instant.class) {
            return "an RFC 3339 time such as 2026-06-14T12:00:00Z";
        } else if (type == UUID.class) {
            return "an id";
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        } else if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        } else if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "a JSON object";
        }
        return "another type";
    }

    private static Problem unknownMember(UnrecognizedPropertyException e) {
        List<String> known = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        String name = Excerpt.of(e.getPropertyName());
        String expected = known.isEmpty()
                ? "no such member"
                : "one of " + known + "; did you mean " + Nearest.of(e.getPropertyName(), known) + "?";
        return Problem.badInput(
                HttpStatus.BAD_REQUEST, path(e), expected, name + " is no known member (expected: " + expected + ")");
    }

    private static Problem wrong(String field, String value, String expected) {
        return Problem.badInput(
                HttpStatus.BAD_REQUEST, field, expected, field + ": " + value + " (expected: " + expected + ")");
    }

    private static Problem notJson(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Problem.of(HttpStatus.BAD_REQUEST, "unreadable-body", "the body is not well-formed JSON" + place);
    }

    /** Such as {@code consents.INSTITUTION} or {@code organizers[0]}. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference part : e.getPath()) {
            if (part.getPropertyName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Excerpt.of(part.getPropertyName()));
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
