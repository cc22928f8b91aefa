"""What is read of forecasts; each file beside this one holds one part."""
