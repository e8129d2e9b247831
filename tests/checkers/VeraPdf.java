import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDFs against profiles: {@code java VeraPdf ua1,2a FILE...}. Prints one verdict per profile and file, and under
 * a FAIL every broken rule once, with the place where it was seen first. BROKEN means that the file could not be read.
 */
public class VeraPdf {
  public static void main(String[] args) {
    VeraGreenfieldFoundryProvider.initialise();
    boolean allPass = true;
    for (String profile : args[0].split(",")) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
      for (int i = 1; i < args.length; i++) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(args[i]), flavour);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
          ValidationResult result = validator.validate(parser);
          allPass &= result.isCompliant();
          System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + profile + " " + args[i]);
          Map<String, String> failed = new TreeMap<>();
          for (TestAssertion a : result.getTestAssertions()) {
            if (a.getStatus() == TestAssertion.Status.FAILED) {
              failed.putIfAbsent(
                  a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber(),
                  a.getMessage().replaceAll("\\s+", " ") + " @ " + a.getLocation().getContext());
            }
          }
          failed.forEach((rule, message) -> System.out.println("   " + rule + ": " + message));
        } catch (Exception e) {
          allPass = false;
          System.out.println("BROKEN " + profile + " " + args[i]);
          System.out.println("   open: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
      }
    }
    System.exit(allPass ? 0 : 1);
  }
}
