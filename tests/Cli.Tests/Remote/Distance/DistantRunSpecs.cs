using Conformance.ReferenceImpl;

namespace Conformance.Cli.Tests.Remote.Distance;

/// <summary>
/// The reference at the end of a bad line, 50 ms away, which loses two packets of a hundred each way: judged as the one in this process is, over UDP, where
/// requests and responses are lost, and over TCP, TLS and MSRP, where all stands behind what was lost.
/// </summary>
[NonParallelizable]
public sealed class DistantRunSpecs
{
    private const double Loss = 0.02;

    // What each of the faults below breaks in the seat that has it, and what it leaves alone: all seats, and all transports. The gateway is asked over TCP alone: with the T1
    // of these runs it gives a session up after 3.2 s, and a TLS handshake that loses packets may take longer.
    private static readonly string[] Telling =
    [
        "uac-message-and-dialogs", "sip-im-plain", "relay-accept-then-4xx", "uac-list-construction", "list-message-basic-to", "option-tag-refused", "msrp-request-matrix",
        "msrp-no-request-no-receipt", "switch-passes-requests", "receipts/gateway-sip-to-msrp/gateway/tcp/*", "sec-smime-signed-msrp",
    ];

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task All_seats_get_the_same_verdicts_at_the_end_of_a_bad_line_as_in_process()
    {
        using var hosts = TwoHosts.Join(Delay, Loss, seed: 1);
        using var scratch = new Scratch();
        using var served = await ServeAsync(hosts, scratch);

        // The same cases pass in process, all of them: SeparateProcessSpecs and every run of the README say so.
        var said = await JudgeAsync(hosts, scratch, served);

        Assert.That(JudgedCases.Of(scratch["remote"]).Where(c => c.Value != "pass"), Is.Empty, said.Output);
        Assert.That(JudgedCases.Of(scratch["remote"]), Has.Count.GreaterThan(1000));
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That((double)hosts.Wire.Lost / (hosts.Wire.Lost + hosts.Wire.Carried), Is.EqualTo(Loss).Within(Loss / 4), "the line was not as bad as it should be");
    }

    [Test]
    public async Task A_fault_in_each_seat_is_found_and_blamed_at_the_end_of_a_bad_line_as_in_process()
    {
        using var hosts = TwoHosts.Join(Delay, Loss, seed: 2);
        using var scratch = new Scratch();
        string[] faults = [.. ReferenceSeats.All.Select(seat => ReferenceSeats.Deviations.First(d => d.Seat == seat)).SelectMany(d => new[] { "--deviation", $"{d.Seat}/{d.Id}" })];
        string[] cases = ["--only", .. Telling];

        // In memory, where no load of this machine can delay anything.
        await Command.RunProcessAsync(scratch.Path, ["run", "--virtual", "-o", scratch["local"], .. cases, .. faults]);
        using var served = await ServeAsync(hosts, scratch, faults);

        var said = await JudgeAsync(hosts, scratch, served, cases);
        var expected = JudgedCases.Of(scratch["local"]);
        Assert.That(JudgedCases.Differences(expected, JudgedCases.Of(scratch["remote"])), Is.Empty, said.Output + said.Error);
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.NotConformant), said.Output + said.Error);
        Assert.That(ReferenceSeats.All, Has.All.Matches<string>(seat => expected.Any(c => c.Key.Contains($"/{seat}/") && c.Value.StartsWith("fail"))));
    }

    private static Task<ServedReference> ServeAsync(TwoHosts hosts, Scratch scratch, params string[] args) =>
        ServedReference.StartInsideAsync(hosts.OnTheOtherSide, scratch.Path, ["all", "--address", TwoHosts.There, .. args]);

    private static Task<Said> JudgeAsync(TwoHosts hosts, Scratch scratch, ServedReference served, params string[] args)
    {
        served.Change(sut => sut["harness"]?["address"] = TwoHosts.Here);

        // Of a connection that is being made, four packets in a row may be lost, for which TCP waits 1, 2, 4 and 8 s; whoever takes less for an answer judges
        // the line. T1 and grace stay as they are.
        served.Allow(responseMs: 20_000, actMs: 20_000);
        return Command.RunInsideAsync(hosts.OnThisSide, scratch.Path, ["run", "--sut", served.SutFile, "-o", scratch["remote"], .. args]);
    }
}
