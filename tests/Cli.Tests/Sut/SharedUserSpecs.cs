using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

/// <summary>A telephone has one user, and every case finds what the one before it left there.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SharedUserSpecs
{
    // Three change what the user wants or can observe, and one needs it unchanged.
    private static readonly string[] Selection = ["--only", "sec-opt-out-silent", "sip-read-unknown-485", "sip-receipt-refused", "sip-read-receipt"];

    [Test]
    public async Task Cases_that_change_the_one_user_of_a_system_do_not_change_the_verdicts_of_others()
    {
        using var served = await Served.StartAsync("im-recipient");

        var ran = await served.RunAsync(["run", "--sut", served.Changed(Telephone), .. Selection, "--out", served["reports"]]);
        var rejudged = await served.RunAsync("rejudge", served["reports"], "--out", served["again"]);

        Assert.That(ran.ExitCode, Is.EqualTo(ExitCode.Conformant), ran.Output + ran.Error);
        Assert.That(rejudged.Output, Does.Contain("0 otherwise, 0 that do not fit"));
    }

    [Test]
    public async Task Where_nothing_undoes_such_a_change_the_case_is_not_carried_out_and_says_why()
    {
        using var served = await Served.StartAsync("im-recipient");
        var file = served.Changed(sut =>
        {
            Telephone(sut);
            sut["control"]!["actions"] = new JsonObject { ["reset"] = "none" };
        });

        var ran = await served.RunAsync(["run", "--sut", file, .. Selection, "--out", served["reports"]]);

        Assert.That(ran.ExitCode, Is.EqualTo(ExitCode.Inconclusive), ran.Output + ran.Error);
        Assert.That(ran.Output, Does.Contain("needs the control action 'reset', which is not bound: every case has the user 'bob'").And.Not.Contain("not conformant"));
    }

    private static void Telephone(JsonObject sut)
    {
        sut["pics"]!["transports"] = new JsonArray("tcp");
        sut["addresses"]!["im-recipient"]!["user"] = "bob";
    }
}
