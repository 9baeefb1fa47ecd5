using System.Text.Json;
using Conformance.Cli;

namespace Conformance.Peers.Tests.RealPeers;

/// <summary>
/// Stacks of others under test by their SUT files. None of them implements the receipts draft: what they do of RFC 3261 and RFC 3428 passes, what they
/// do not know fails or comes to no judgement; two are put in the place of a list service, which they are not. Every verdict has its reason in <c>Data/peers/NAME/expected.json</c>.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class RealPeerSpecs
{
    // A segmentation fault of linphonec 5.1.65, at a body of several parts.
    private static readonly string[] FatalForLinphone = ["receipts/sip-non-cpim-im/im-recipient/*/multipart", "receipts/sip-multi-recipient-receipt/im-recipient/*/beside-a-history"];

    [TestCase("linphone")]
    [TestCase("baresip")]
    [TestCase("kamailio-proxy")]
    [TestCase("kamailio-store")]
    [TestCase("sipp")]
    [TestCase("kamailio-list")]
    [TestCase("sipp-list")]
    public async Task Gets_the_verdicts_that_it_earns(string name)
    {
        using var peer = await RealPeer.StartAsync(name);
        var expected = ExpectedVerdict.Read(peer.Place("expected.json"));

        // None of them has keys; what S/MIME asks of a stack is told by its own scenarios.
        var results = await JudgeAsync(peer, name, ["--skip", "sec-smime-*", .. name == "linphone" ? FatalForLinphone : []]);

        var surprises = new List<string>();
        var spoken = new HashSet<ExpectedVerdict>();
        foreach (var result in results)
        {
            var row = expected.FirstOrDefault(e => e.SpeaksFor(result.Id));
            if (row is null || row.Verdict != result.Verdict || (row.Blames is { } blamed && !result.Blamed.Contains(blamed)))
            {
                surprises.Add($"{result.Id}: {result.Verdict} {string.Join(" ", result.Blamed)} {result.Why}; expected: {row?.Verdict ?? "nothing"} {row?.Blames}");
            }

            if (row is not null)
            {
                spoken.Add(row);
            }
        }

        Assert.That(results, Is.Not.Empty);
        Assert.That(surprises, Is.Empty, string.Join('\n', surprises));
        Assert.That(expected.Except(spoken), Is.Empty, "rows that speak for no case");
    }

    [Test]
    public async Task Linphone_dies_of_a_body_with_several_parts_and_the_run_says_which_message_it_was()
    {
        using var peer = await RealPeer.StartAsync("linphone");

        var results = await JudgeAsync(peer, "linphone-dies", "--only", "receipts/sip-non-cpim-im/im-recipient/tcp/multipart");

        Assert.That(results.Select(r => (r.Id, r.Verdict)), Is.EquivalentTo(new[] { ("run/stays-alive/im-recipient", "fail"), ("receipts/sip-non-cpim-im/im-recipient/tcp/multipart", "inconclusive") }));
        Assert.That(results.Single(r => r.Verdict == "fail").Why, Does.EndWith("stopped answering; the last that it was given is MESSAGE of receipts/sip-non-cpim-im/im-recipient/tcp/multipart"));
    }

    private static async Task<IReadOnlyList<Judged>> JudgeAsync(RealPeer peer, string folder, params string[] selection)
    {
        var reports = Path.Combine(TestContext.CurrentContext.WorkDirectory, "peers", folder);

        await CommandLine.RunAsync(["run", "--sut", peer.Place("sut.json"), .. selection, "--out", reports]);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(reports, "results.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(Judged.Read)];
    }

    private sealed record Judged(string Id, string Verdict, IReadOnlyList<string> Blamed, string? Why)
    {
        internal static Judged Read(JsonElement @case)
        {
            var failures = @case.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("severity").GetString() is "fail").ToArray();
            return new Judged(
                @case.GetProperty("id").GetString()!,
                @case.GetProperty("verdict").GetString()!,
                [.. failures.Select(f => f.GetProperty("requirement").GetString() ?? "no requirement")],
                @case.GetProperty("reason").GetString() ?? failures.FirstOrDefault().ValueKind switch
                {
                    JsonValueKind.Object => failures[0].GetProperty("message").GetString(),
                    _ => null,
                });
        }
    }
}
