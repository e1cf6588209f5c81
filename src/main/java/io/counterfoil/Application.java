package io.counterfoil;

import io.counterfoil.commands.Main;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where the JVM begins; what it does then is in {@link Main}. */
@SpringBootApplication
public class Application {
    /** Ends the process when a command has failed; a started server goes on. */
    public static void main(String[] args) {
        int code = Main.run(Application.class, args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
