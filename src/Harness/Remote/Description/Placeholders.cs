using System.Text.RegularExpressions;

namespace Conformance.Harness.Remote.Description;

/// <summary>
/// Templates of control bindings: <c>{message-id}</c> stands for the value of that name, <c>{action}</c> for the name of the action. A value that
/// an action does not have is empty. Braces around anything else stand for themselves.
/// </summary>
public static partial class Placeholders
{
    /// <summary>The name that stands for the action itself.</summary>
    public const string Action = "action";

    /// <summary>The name of the value that every action gets: the seat that is to act, for systems that take several behind one control interface.</summary>
    public const string Seat = "seat";

    /// <summary>The whole body of an HTTP binding: all values as one JSON object.</summary>
    public const string Values = "{values}";

    /// <summary>Fills a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="action">Name of the action.</param>
    /// <param name="values">Its values.</param>
    /// <param name="escape">What is done to each value; null for nothing.</param>
    public static string Fill(string template, string action, IReadOnlyDictionary<string, string> values, Func<string, string>? escape = null) =>
        Shape().Replace(template, match =>
        {
            var name = match.Groups[1].Value;
            var value = name == Action ? action : values.GetValueOrDefault(name, "");
            return escape is null ? value : escape(value);
        });

    /// <summary>The names in a template, in order.</summary>
    public static IEnumerable<string> NamesIn(string template) => Shape().Matches(template).Select(m => m.Groups[1].Value);

    /// <summary>The environment variable in which a command finds a value: <c>message-id</c> is in <c>CONFORMANCE_MESSAGE_ID</c>.</summary>
    public static string VariableOf(string name) => "CONFORMANCE_" + name.ToUpperInvariant().Replace('-', '_');

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
