using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

[Parallelizable(ParallelScope.All)]
public sealed class ClaimSpecs
{
    [TestCase("3.3-03-no-read-receipt", "read")]
    [TestCase("6.1.3.1-02-200-is-enough", "positive-delivery")]
    public async Task A_system_that_does_not_do_what_it_does_not_claim_conforms_and_one_that_claims_it_does_not(string deviation, string missing)
    {
        using var served = await Served.StartAsync("im-recipient", "--deviation", deviation);
        var honest = served.Changed(sut => WithPatience(sut)["pics"]!["receipts"] = new JsonArray([.. new[] { "positive-delivery", "negative-delivery", "read" }.Where(r => r != missing).Select(r => JsonValue.Create(r))]));

        var conformant = await served.RunAsync("run", "--sut", honest, "--out", served["reports"]);
        var rejudged = await served.RunAsync("rejudge", served["reports"], "--out", served["again"]);
        var boasting = served.Changed(sut => WithPatience(sut));
        var caught = await served.RunAsync("run", "--sut", boasting, "--only", "sip-positive-delivery", "sip-read-receipt", "--out", served["reports"]);

        Assert.That(conformant.ExitCode, Is.EqualTo(ExitCode.Conformant), conformant.Output + conformant.Error);
        Assert.That(rejudged.ExitCode, Is.EqualTo(ExitCode.Conformant), rejudged.Output + rejudged.Error);
        Assert.That(caught.ExitCode, Is.EqualTo(ExitCode.NotConformant), caught.Output + caught.Error);
    }

    [Test]
    public async Task Who_takes_acceptance_for_delivery_denies_that_it_can_be_deferred()
    {
        using var served = await Served.StartAsync("im-recipient", "--deviation", "6.1.3.1-03-on-acceptance");
        var plain = served.Changed(sut => WithPatience(sut)["pics"]!["items"] = new JsonObject { ["P-DEFER"] = false });
        string[] asked = ["--only", "sip-delivery-held", "sip-positive-delivery", "--out", served["reports"]];

        var conformant = await served.RunAsync(["run", "--sut", plain, .. asked]);
        var rejudged = await served.RunAsync("rejudge", served["reports"], "--out", served["again"]);
        var left = JsonNode.Parse(File.ReadAllText(Path.Combine(served["again"], "results.json")))?["leftOut"]?[0];
        var caught = await served.RunAsync(["run", "--sut", served.Changed(sut => WithPatience(sut)), .. asked]);

        Assert.That(conformant.ExitCode, Is.EqualTo(ExitCode.Conformant), conformant.Output + conformant.Error);
        Assert.That(conformant.Output, Does.Contain("Not claimed  pics.items says P-DEFER: false: 2 cases left out"));
        Assert.That(rejudged.ExitCode, Is.EqualTo(ExitCode.Conformant), rejudged.Output + rejudged.Error);
        Assert.That((string?)left?["why"], Is.EqualTo("pics.items says P-DEFER: false"));
        Assert.That(left?["cases"]?.AsArray().Select(c => (string?)c).ToArray(), Has.Length.EqualTo(2).And.All.StartsWith("receipts/sip-delivery-held/im-recipient/tcp/"));
        Assert.That(caught.ExitCode, Is.EqualTo(ExitCode.NotConformant), caught.Output + caught.Error);
    }

    /// <summary>For a machine that is busy with other things: only what never comes is waited for that long.</summary>
    private static JsonObject WithPatience(JsonObject sut)
    {
        sut["pics"]!["transports"] = new JsonArray("tcp");
        sut["timers"] = JsonNode.Parse("""{ "t1Ms": 50, "responseMs": 10000, "actMs": 10000, "graceMs": 400 }""");
        sut["control"]!["otherwise"]!["timeoutMs"] = 60_000;
        return sut;
    }
}
