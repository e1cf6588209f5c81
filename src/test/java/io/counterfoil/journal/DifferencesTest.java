package io.counterfoil.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DifferencesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void onlyWhatDiffersIsToldWithBothValues() {
        assertThat(Differences.between(
                        object("{\"name\":\"A\",\"size\":1,\"url\":\"x\",\"gone\":true}"),
                        object("{\"name\":\"B\",\"size\":1,\"url\":null,\"gone\":true,\"made\":2}")))
                .isEqualTo(
                        object(
                                "{\"before\":{\"name\":\"A\",\"url\":\"x\"},\"after\":{\"name\":\"B\",\"url\":null,\"made\":2}}"));
    }

    @Test
    void whatIsEqualTellsNothing() {
        assertThat(Differences.between(object("{\"a\":1,\"b\":null}"), object("{\"a\":1}")))
                .isEmpty();
        assertThat(Differences.between(null, null)).isEmpty();
    }

    @Test
    void whatBeganHasNothingBeforeAndWhatEndedNothingAfter() {
        assertThat(Differences.between(null, object("{\"a\":1,\"b\":null}")))
                .isEqualTo(object("{\"after\":{\"a\":1}}"));
        assertThat(Differences.between(object("{\"a\":1}"), null)).isEqualTo(object("{\"before\":{\"a\":1}}"));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
