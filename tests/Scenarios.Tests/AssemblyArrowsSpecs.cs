using System.Reflection;

namespace Conformance.Scenarios.Tests;

/// <summary>Which assembly may use which: the judge and the judged share codecs and protocol machines, never opinions.</summary>
public sealed class AssemblyArrowsSpecs
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Conformance.Wire"] = [],
        ["Conformance.Stack"] = ["Conformance.Wire"],
        ["Conformance.ReferenceImpl"] = ["Conformance.Stack", "Conformance.Wire"],
        ["Conformance.Harness"] = ["Conformance.Stack", "Conformance.Wire"],
        ["Conformance.Scenarios"] = ["Conformance.Harness", "Conformance.Stack", "Conformance.Wire"],
    };

    [TestCaseSource(nameof(Names))]
    public void An_assembly_uses_only_what_the_architecture_allows(string name)
    {
        var used = Assembly.Load(name).GetReferencedAssemblies()
            .Select(a => a.Name ?? "")
            .Where(a => a.StartsWith("Conformance.", StringComparison.Ordinal));

        Assert.That(used, Is.SubsetOf(Allowed[name]));
    }

    [Test]
    public void Scenarios_hold_no_sockets()
    {
        var stack = Assembly.Load("Conformance.Stack");
        var used = Assembly.Load("Conformance.Scenarios").GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(f => f.FieldType)
            .Where(t => t.Assembly == stack && t.Namespace is not ("Conformance.Stack" or "Conformance.Stack.Smime"));

        Assert.That(used, Is.Empty, "a scenario names transports and looks into S/MIME bodies, and opens no socket");
    }

    private static IEnumerable<string> Names() => Allowed.Keys;
}
