"""Questions, metrics, runs, reports and the regression gate."""
