using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Remote.Description;

/// <summary>What is wrong in a SUT file, gathered while it is read; and the values that are read the same way everywhere.</summary>
/// <param name="folder">The folder of the file.</param>
/// <param name="environment">Looks up environment variables.</param>
internal sealed class FileNotes(string folder, Func<string, string?> environment)
{
    private readonly List<SutFileProblem> _problems = [];

    /// <summary>What is wrong, in the order of the lines.</summary>
    public IReadOnlyList<SutFileProblem> Problems => [.. _problems.OrderBy(p => p.Line)];

    /// <summary>Hides every secret that has been read.</summary>
    public Redaction Redaction { get; } = new();

    public void Add(LocatedValue? value, string text) => Add(value?.Line ?? 1, value?.Path ?? "$", text);

    public void Add(int line, string path, string text) => _problems.Add(new SutFileProblem(line, path, text));

    /// <summary>A text that is not empty; null when it is missing or wrong.</summary>
    public string? Text(LocatedValue? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Kind is JsonValueKind.String && !string.IsNullOrWhiteSpace(value.Text))
        {
            return value.Text;
        }

        Add(value, value.Kind is JsonValueKind.String ? "this text is empty; write something, or null to leave it out" : $"a text in quotes is expected here, not {value.Article}");
        return null;
    }

    /// <summary>The items of a list; what is no list is noted, and empty.</summary>
    public IReadOnlyList<LocatedValue> List(LocatedValue? value)
    {
        if (value is null or { Kind: JsonValueKind.Array })
        {
            return value?.Items ?? [];
        }

        Add(value, $"a list in brackets is expected here, not {value.Article}");
        return [];
    }

    /// <summary>The texts of a list, each one of the known ones.</summary>
    public IReadOnlyList<string> Choices(LocatedValue? value, string what, IReadOnlyCollection<string> known)
    {
        var chosen = new List<string>();
        foreach (var item in List(value))
        {
            if (Text(item) is not { } text)
            {
                continue;
            }

            if (!known.Contains(text))
            {
                Add(item, NearMisses.Explain(text, what, known));
            }
            else if (chosen.Contains(text))
            {
                Add(item, $"'{text}' stands here twice; take one of them away");
            }
            else
            {
                chosen.Add(text);
            }
        }

        return chosen;
    }

    /// <summary>A secret: a text, or the environment variable that has it, as in <c>{ "env": "NAME" }</c>. What it is never shows in a note.</summary>
    /// <param name="value">Where it stands.</param>
    /// <param name="openly">A text that is no secret even when it stands here; null for none.</param>
    public Secret? Secret(LocatedValue? value, string? openly = null)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Kind is JsonValueKind.String)
        {
            return Hidden(value.Text, null, openly);
        }

        if (value.Kind is not JsonValueKind.Object)
        {
            Add(value, $"a text, or {{ \"env\": \"NAME\" }} for one from the environment, is expected here, not {value.Article}");
            return null;
        }

        var section = new FileSection(value, this);
        var variable = Text(section.Demand("env", "the name of the environment variable that holds the secret"));
        section.End();
        if (variable is null)
        {
            return null;
        }

        if (environment(variable) is { Length: > 0 } text)
        {
            return Hidden(text, variable, openly);
        }

        Add(value, $"the environment variable {variable} is not set; set it before you start, as in: export {variable}=...");
        return null;
    }

    private Secret Hidden(string text, string? variable, string? openly)
    {
        if (text != openly)
        {
            Redaction.Hide(text);
        }

        return new Secret(text, variable);
    }

    /// <summary>The absolute path of a file that the SUT file names.</summary>
    public string PathOf(string name) => Path.GetFullPath(name, folder);
}
