using Conformance.ReferenceImpl;

namespace Conformance.Cli.Tests.Remote;

/// <summary>The reference in another process is judged as the one in this process is: the judge does not care where the judged one runs.</summary>
[Parallelizable]
public sealed class SeparateProcessSpecs
{
    [Test]
    public async Task All_seats_get_the_same_verdicts_as_in_process()
    {
        using var scratch = new Scratch();
        var local = await Command.RunProcessAsync(scratch.Path, "run", "-o", scratch["local"]);
        using var served = await ServedReference.StartAsync(scratch.Path, "all");
        served.Allow(responseMs: 30_000, actMs: 30_000);

        var remote = await Command.RunProcessAsync(scratch.Path, "run", "--sut", served.SutFile, "-o", scratch["remote"]);

        Assert.That(JudgedCases.Differences(JudgedCases.Of(scratch["local"]), JudgedCases.Of(scratch["remote"])), Is.Empty);
        Assert.That((local.ExitCode, remote.ExitCode), Is.EqualTo((ExitCode.Conformant, ExitCode.Conformant)), remote.Output);
    }

    [Test]
    public async Task A_fault_in_each_seat_is_found_in_the_same_cases_and_blamed_on_the_same_clauses_as_in_process()
    {
        using var scratch = new Scratch();
        string[] faults = [.. ReferenceSeats.All.Select(seat => ReferenceSeats.Deviations.First(d => d.Seat == seat)).SelectMany(d => new[] { "--deviation", $"{d.Seat}/{d.Id}" })];
        await Command.RunProcessAsync(scratch.Path, ["run", "--transport", "tcp", "-o", scratch["local"], .. faults]);
        using var served = await ServedReference.StartAsync(scratch.Path, ["all", .. faults]);
        served.Allow(responseMs: 15_000, actMs: 10_000);

        var remote = await Command.RunProcessAsync(scratch.Path, "run", "--sut", served.SutFile, "--transport", "tcp", "-o", scratch["remote"]);

        var expected = JudgedCases.Of(scratch["local"]);
        Assert.That(remote.ExitCode, Is.EqualTo(ExitCode.NotConformant), remote.Output);
        Assert.That(JudgedCases.Differences(expected, JudgedCases.Of(scratch["remote"])), Is.Empty);
        Assert.That(ReferenceSeats.All, Has.All.Matches<string>(seat => expected.Any(c => c.Key.Contains($"/{seat}/") && c.Value.StartsWith("fail"))));
    }
}
