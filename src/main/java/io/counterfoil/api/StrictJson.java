package io.counterfoil.api;

import io.counterfoil.kernel.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads the bodies of this API to the letter: no unknown or doubled members, no number where a text is expected. The
 * application's own mapper, which reads what others send, stays tolerant.
 */
final class StrictJson extends JacksonJsonHttpMessageConverter {
    StrictJson() {
        super(mapper());
    }

    static JsonMapper mapper() {
        SimpleModule told = new SimpleModule("told");
        told.addDeserializer(Told.class, new ToldMember(null));
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(told)
                .build();
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        Class<?> raw = type.resolve(Object.class);
        return raw.getPackage() == StrictJson.class.getPackage() && super.canRead(type, mediaType);
    }

    @Override
    public boolean canWrite(ResolvableType type, Class<?> clazz, @Nullable MediaType mediaType) {
        return false;
    }

    /** Tells an absent member from one that is null. */
    private static final class ToldMember extends ValueDeserializer<Told<?>> {
        private final @Nullable JavaType content;

        ToldMember(@Nullable JavaType content) {
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = property == null ? context.getContextualType() : property.getType();
            return new ToldMember(type.containedTypeOrUnknown(0));
        }

        @Override
        public Told<?> deserialize(JsonParser parser, DeserializationContext context) {
            return Told.of(context.readValue(parser, content));
        }

        @Override
        public Told<?> getNullValue(DeserializationContext context) {
            return Told.of(null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Told.nothing();
        }
    }
}
