using System.Reflection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Rules;
using Conformance.Scenarios.Testimony;

namespace Conformance.Scenarios;

/// <summary>
/// All scenarios and rules of this assembly. A scenario is any public static property of type <see cref="Scenario"/>, a rule book any of
/// type list of <see cref="IRule"/>: adding one takes one file and no registration. A property of type <see cref="Lazy{Scenario}"/> is a
/// scenario that takes long, and runs only when somebody asks for it by name.
/// </summary>
public static class Everything
{
    private static readonly Lazy<IReadOnlyList<Scenario>> AllScenarios = new(() =>
        [.. Find<Scenario>().OrderBy(s => s.Suite).ThenBy(s => s.Name, StringComparer.Ordinal)]);

    private static readonly Lazy<IReadOnlyList<Scenario>> AllOnRequest = new(() =>
        [.. Find<Lazy<Scenario>>().Select(s => s.Value).OrderBy(s => s.Suite).ThenBy(s => s.Name, StringComparer.Ordinal)]);

    private static readonly Lazy<IReadOnlyList<IRule>> AllRules = new(() =>
        [.. Find<IReadOnlyList<IRule>>().SelectMany(r => r)]);

    /// <summary>The scenarios that an ordinary run goes through, by suite and name.</summary>
    public static IReadOnlyList<Scenario> Scenarios => AllScenarios.Value;

    /// <summary>The same for a system whose lists have a limit that nobody can change (PICS-LIMIT); null for any other.</summary>
    public static IReadOnlyList<Scenario> ScenariosFor(int? listLimit) =>
        listLimit is { } most ? [.. Scenarios.Select(s => ReferenceEquals(s, Lists.ListMessageOverLimit.Scenario) ? Lists.ListMessageOverLimit.Of(most) : s)] : Scenarios;

    /// <summary>The scenarios that run only when they are named, by suite and name.</summary>
    public static IReadOnlyList<Scenario> OnRequest => AllOnRequest.Value;

    /// <summary>All message rules.</summary>
    public static IReadOnlyList<IRule> Rules => AllRules.Value;

    /// <summary>What tells the readings that somebody follows.</summary>
    public static IReadOnlyList<Witness> Witnesses => ReadingWitnesses.All;

    private static IEnumerable<T> Find<T>()
        where T : class =>
        from type in typeof(Everything).Assembly.GetTypes()
        where type is { IsAbstract: true, IsSealed: true, IsPublic: true } && type != typeof(Everything)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.PropertyType == typeof(T)
        select property.GetValue(null) as T;
}
