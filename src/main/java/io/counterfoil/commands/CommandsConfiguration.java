package io.counterfoil.commands;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a server tells of itself beside its modules. */
@Configuration(proxyBeanMethods = false)
class CommandsConfiguration {
    /** Down before runs can start and once they no longer do. */
    @Bean
    HealthIndicator runSchedulerHealthIndicator(@Qualifier("runScheduler") SmartLifecycle scheduler) {
        return () -> scheduler.isRunning() ? Health.up().build() : Health.down().build();
    }
}
