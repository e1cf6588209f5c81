package io.counterfoil.commands;

import io.counterfoil.accounts.Accounts;
import io.counterfoil.database.DataFolder;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.Crowd;
import io.counterfoil.wallet.CrowdPerson;
import io.counterfoil.wallet.WalletClients;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: {@code serve} with two organizers, tickets, people who keep passing them on in the wallet, and who write mails. */
@Command(
        name = "demo",
        description = "Start everything with demonstration data and people who keep transferring tickets.",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    private static final int PEOPLE = 60;

    private final Class<?> application;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pace",
            defaultValue = "3",
            description = "What people do in the wallet, actions a second; default: ${DEFAULT-VALUE}.")
    private double pace;

    @Option(names = "--seed", defaultValue = "7", description = "Makes other people and other choices.")
    private long seed;

    Demo(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.here();
        refuseOthersWallets(installation);
        DataFolder folder = installation.folder();
        String token = installation.setting(Settings.ADMIN_TOKEN).orElseGet(() -> folder.secretNamed("demo.token"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting with demonstration data in " + folder.root() + " ...");
        out.flush();
        ConfigurableApplicationContext context = Serve.start(
                application,
                installation.environment(),
                Map.of("counterfoil.wallet.show-codes", "true", "counterfoil.admin-token", token),
                beans -> {
                    DemoRuns.printing(out).initialize(beans);
                    DemoClock.install(beans);
                },
                "--logging.level.root=WARN");
        URI base = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
        List<CrowdPerson> people = CrowdPerson.people(PEOPLE, seed);
        DemoData data = new DemoData(base, token, folder.secretNamed("demo.wallet-key"), people);
        data.prepare(context.getBean(WalletClients.class));
        DemoUsers users = new DemoUsers(
                context.getBean(Accounts.class), DemoData.organizers(), folder.secretNamed("demo.password"));
        users.prepare();
        DemoDesk desk = new DemoDesk(context, base, people, out);
        desk.prepare();
        out.println(data.greeting(users.greeting()));
        out.flush();
        goOn(context, desk, new Crowd(base, people, pace, seed));
        return 0;
    }

    private static void refuseOthersWallets(Installation installation) {
        if (installation
                .setting("COUNTERFOIL_ALLOW_LOCAL_WALLETS")
                .filter("false"::equals)
                .isPresent()) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "settings",
                    "COUNTERFOIL_ALLOW_LOCAL_WALLETS: false (expected: true, the demonstration's wallet is on this machine)");
        }
    }

    private static void goOn(ConfigurableApplicationContext context, DemoDesk desk, Crowd crowd) {
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> {
            crowd.close();
            desk.close();
        });
        desk.start();
        crowd.start();
    }
}
