namespace Conformance.Cli.Tests;

/// <summary>What the documents quote is what there is.</summary>
public sealed class DocumentationSpecs
{
    // Between fences of three backticks: the scenario, then its ladder.
    private static readonly string[] Quoted = [.. Read("docs/scenarios.md").Split("```").Where((_, i) => i % 2 == 1)];

    [Test]
    public void The_scenario_in_the_documents_is_the_scenario_in_the_source() =>
        Assert.That(Read("src/Scenarios/Receipts/RelayAcceptThen4xx.cs"), Does.Contain(Quoted[0]["csharp\n".Length..]));

    [Test]
    public async Task The_ladder_in_the_documents_is_the_one_that_show_draws()
    {
        var said = await Command.RunAsync("show", "receipts/relay-accept-then-4xx/im-intermediary/udp/480");

        Assert.That(said.Output.ReplaceLineEndings("\n"), Does.Contain(Quoted[1].Trim('\n')));
    }

    [Test]
    public async Task The_page_of_coverage_is_the_one_that_list_writes()
    {
        var said = await Command.RunAsync("list", "coverage");

        Assert.That(Read("docs/coverage.md"), Is.EqualTo(said.Output.ReplaceLineEndings("\n")), "write it again: conformance list coverage > docs/coverage.md");
    }

    private static string Read(string file)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Conformance.sln")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder?.FullName ?? ".", file)).ReplaceLineEndings("\n");
    }
}
