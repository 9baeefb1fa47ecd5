namespace Conformance.Scenarios;

/// <summary>Accounts that scenarios speak of by name.</summary>
public static class Accounts
{
    /// <summary>An account that proves who somebody is and entitles to nothing.</summary>
    public const string Guest = "guest";
}
