using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Scenarios;

namespace Conformance.Cli.Tests;

/// <summary><c>list</c>, <c>show</c>, <c>--help</c> and completion.</summary>
public sealed class CatalogueCommandSpecs
{
    [TestCase("scenarios", "sip-positive-delivery")]
    [TestCase("requirements", "RCPT-3.2-04")]
    [TestCase("cases", Command.Case)]
    [TestCase("seats", "msrp-intermediary")]
    [TestCase("deviations", "6.1.3.1-02-twice")]
    public async Task Everything_can_be_listed_for_people_and_for_programs(string kind, string member)
    {
        var table = await Command.RunAsync("list", kind);
        var json = await Command.RunAsync("list", kind, "--json");

        Assert.That((table.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Conformant, ExitCode.Conformant)), table.Error + json.Error);
        Assert.That(table.Output, Does.Contain(member));
        using var document = JsonDocument.Parse(json.Output);
        Assert.That(document.RootElement.EnumerateArray().Select(row => row.EnumerateObject().First().Value.GetString() + row.ToString()), Has.Some.Contain(member));
    }

    [Test]
    public async Task Scenarios_and_requirements_are_listed_completely()
    {
        using var scenarios = JsonDocument.Parse((await Command.RunAsync("list", "--json")).Output);
        using var requirements = JsonDocument.Parse((await Command.RunAsync("list", "requirements", "--json")).Output);

        Assert.That(scenarios.RootElement.GetArrayLength(), Is.EqualTo(Everything.Scenarios.Count));
        Assert.That(requirements.RootElement.GetArrayLength(), Is.EqualTo(Requirements.All.Count));
    }

    [Test]
    public async Task A_filter_keeps_rows_with_all_of_its_words()
    {
        var said = await Command.RunAsync("list", "cases", "--filter", "sip-positive-delivery", "*/udp/*");

        var rows = said.Output.TrimEnd().Split('\n').Skip(1).ToArray();
        Assert.That(rows, Is.Not.Empty.And.All.Contain("/sip-positive-delivery/").And.All.Contain("/udp/"));
    }

    [Test]
    public async Task A_scenario_is_shown_with_story_ladder_clauses_and_the_command_that_runs_it()
    {
        var said = await Command.RunAsync("show", "sip-positive-delivery");

        Assert.That(said.Output, Does.Contain("Alice asks Bob").And.Contain("──▶│").And.Contain("NEVER").And.Contain("RCPT-6.1.3.1-02").And.Contain("conformance run --only sip-positive-delivery"));
    }

    [Test]
    public async Task A_case_is_shown_with_the_seat_of_the_system_under_test()
    {
        var said = await Command.RunAsync("show", Command.Case);

        Assert.That(said.Output, Does.Contain("Bob (SUT)").And.Contain($"conformance run --only {Command.Case}"));
    }

    [Test]
    public async Task A_requirement_is_shown_with_what_verifies_and_what_breaks_it()
    {
        var said = await Command.RunAsync("show", "rcpt-6.1.3.1-02");

        Assert.That(said.Output, Does.Contain("sip-positive-delivery").And.Contain("6.1.3.1-02-twice").And.Contain("MUST"));
    }

    [TestCaseSource(nameof(EveryScenario))]
    public async Task Every_scenario_can_be_shown(string name)
    {
        var said = await Command.RunAsync("show", name);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Error);
    }

    [TestCase("run")]
    [TestCase("list")]
    [TestCase("show")]
    [TestCase("golden")]
    [TestCase("golden accept")]
    [TestCase("mutants")]
    [TestCase("serve")]
    [TestCase("completion")]
    [TestCase("")]
    public async Task Help_ends_with_examples(string command)
    {
        var said = await Command.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant));
        Assert.That(said.Output, Does.Contain("Description:").And.Contain("Examples:").And.Contain($"conformance {command}".TrimEnd()));
    }

    [TestCase("conformance gol", "golden")]
    [TestCase("conformance run --seat im-s", "im-sender")]
    [TestCase("conformance run --transport t", "tls")]
    [TestCase("conformance run --only sip-pos", "sip-positive-delivery")]
    [TestCase("conformance run --only receipts/sip-positive-delivery/im-recipient/tcp/", Command.Case)]
    [TestCase("conformance run --deviation 6.1.3.1-02-tw", "6.1.3.1-02-twice")]
    [TestCase("conformance show RCPT-3.2-0", "RCPT-3.2-04")]
    [TestCase("conformance mutants --only 6.1.3.1-02-tw", "6.1.3.1-02-twice")]
    [TestCase("conformance serve list-s", "list-service")]
    public async Task A_shell_is_told_what_may_come_next(string line, string next)
    {
        var said = await Command.RunAsync($"[suggest:{line.Length}]", line);

        Assert.That(said.Output.Split('\n').Select(l => l.TrimEnd('\r')), Does.Contain(next));
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    public async Task A_shell_gets_a_script_that_asks_this_program(string shell)
    {
        var said = await Command.RunAsync("completion", shell);

        Assert.That(said.Output, Does.Contain("[suggest:"));
    }

    [Test]
    public async Task The_version_is_a_number()
    {
        var said = await Command.RunAsync("--version");

        Assert.That(Version.TryParse(said.Output.Trim(), out _), Is.True, said.Output);
    }

    private static IEnumerable<string> EveryScenario() => Everything.Scenarios.Select(s => s.Name);
}
