using System.Globalization;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>The values of a control action, read with a clear complaint about what is missing or wrong.</summary>
internal readonly struct ActionValues(string action, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The user part of the user concerned.</summary>
    public string User => Required("user");

    /// <exception cref="ArgumentException">It is missing.</exception>
    public string Required(string name) => values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"{action} needs the value {name}.");

    /// <summary>The value, or <paramref name="otherwise"/> when it is missing or empty.</summary>
    public string Optional(string name, string otherwise = "") => values.TryGetValue(name, out var value) && value.Length > 0 ? value : otherwise;

    /// <summary>True unless the value says otherwise: an action such as opt-out means on.</summary>
    /// <exception cref="ArgumentException">Neither true nor false.</exception>
    public bool Flag(string name) => Optional(name, "true") switch
    {
        "true" or "on" or "1" => true,
        "false" or "off" or "0" => false,
        var other => throw new ArgumentException($"{action}: {name} is true or false, not \"{other}\"."),
    };

    /// <exception cref="ArgumentException">It is there but no number.</exception>
    public int Number(string name, int otherwise) =>
        Optional(name) is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"{action}: {name} is a number, not \"{text}\".");
}
