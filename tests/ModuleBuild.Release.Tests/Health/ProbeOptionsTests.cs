using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Health;

namespace ModuleBuild.Release.Tests.Health;

public sealed class ProbeOptionsTests
{
    [Fact]
    public void Everything_that_a_policy_says_reaches_the_probe()
    {
        var policy = new HttpHealthPolicy(new Uri("http://localhost/health"))
        {
            Interval = TimeSpan.FromSeconds(11),
            Timeout = TimeSpan.FromSeconds(12),
            Bake = TimeSpan.FromSeconds(13),
            Grace = TimeSpan.FromSeconds(14),
            Successes = 15,
            Failures = 16,
        };

        var options = ProbeOptions.Of(policy);

        var said = typeof(HealthPolicy).GetProperties().Where(property => property.Name != "EqualityContract").ToList();
        Assert.Equal(6, said.Count);
        Assert.All(said, property => Assert.Equal(property.GetValue(policy), typeof(ProbeOptions).GetProperty(property.Name)?.GetValue(options)));
    }
}
