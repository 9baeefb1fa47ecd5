using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

public sealed class AccountSpecs
{
    private const string Message = "receipts/sip-both-delivery-kinds/im-recipient/tcp";
    private const string Session = "receipts/msrp-chunked-im/msrp-recipient/tcp/at-the-empty-line";

    [Test]
    public async Task A_system_that_asks_everybody_for_a_proof_of_identity_gets_it_and_is_judged_by_what_follows()
    {
        using var served = await Served.StartAsync("im-recipient", "msrp-recipient", "--account", "acme:swordfish");

        var said = await Command.RunAsync("run", "--sut", served.Changed(WithPatience), "--only", Message, Session, "--out", served["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(File.ReadAllText(Path.Combine(served["reports"], "journal.jsonl")), Does.Contain("401 Unauthorized").And.Contain("Authorization: Digest username=\\\"acme\\\""));
    }

    [Test]
    public async Task Without_an_account_there_is_no_verdict_and_the_reason_names_the_member_of_the_file()
    {
        using var served = await Served.StartAsync("im-recipient", "--account", "acme:swordfish");
        var file = served.Changed(sut =>
        {
            WithPatience(sut);
            sut.Remove("credentials");
        });

        var said = await Command.RunAsync("run", "--sut", file, "--only", Message, "--out", served["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("asks for a proof of identity, and the harness has no account there (credentials, in its SUT file)"));
    }

    /// <summary>For a machine that is busy with other things: nothing waits that long where all is well.</summary>
    private static void WithPatience(JsonObject sut)
    {
        sut["timers"] = JsonNode.Parse("""{ "t1Ms": 500, "responseMs": 30000, "actMs": 60000, "graceMs": 400 }""");
        sut["control"]!["otherwise"]!["timeoutMs"] = 60_000;
    }
}
