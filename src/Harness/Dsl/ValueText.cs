namespace Conformance.Harness.Dsl;

/// <summary>How a value in a control action or sight reads in a ladder.</summary>
internal static class ValueText
{
    internal static string Of(object value) => value switch
    {
        Party party => party.Name,
        Template template => template.Name,
        string text => text,
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
