using System.Text.Json;
using Conformance.Harness.Reports;

namespace Conformance.Harness.Tests.Reports;

public class ResultsSchemaSpecs
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "results.schema.json"))).RootElement;

    [Test]
    public void A_sample_fits_the_published_schema() => Assert.That(Defects(SampleRun.Result), Is.Empty);

    [Test]
    public void A_large_run_over_the_real_ledger_fits_the_published_schema() => Assert.That(Defects(LargeRun.Of(120)), Is.Empty);

    [Test]
    public void The_check_itself_notices_what_is_wrong()
    {
        var wrong = JsonDocument.Parse("""{ "format": "1", "extra": 1, "cases": [{ "verdict": "maybe" }] }""").RootElement;

        var defects = SchemaCheck.Defects(Schema, wrong).ToArray();

        Assert.That(defects, Does.Contain("$.format: is String, not integer"));
        Assert.That(defects, Does.Contain("$.extra: is not in the schema"));
        Assert.That(defects, Does.Contain("$.cases[0].verdict: 'maybe' is none of pass, fail, inconclusive, error"));
        Assert.That(defects, Does.Contain("$: lacks sut"));
    }

    private static IEnumerable<string> Defects(Results.RunResult run)
    {
        using var stream = new MemoryStream();
        ResultsReport.Write(run, stream);
        return [.. SchemaCheck.Defects(Schema, JsonDocument.Parse(stream.ToArray()).RootElement)];
    }
}
